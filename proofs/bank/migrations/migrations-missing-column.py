"""A colleague's branch with a field, a migration, and a database that has not seen it."""

from proof import project, raises, run

FOLDER = project({
    "shop/models.py": """
        from django.db import models

        class Product(models.Model):
            weight = models.PositiveIntegerField(null=True)
    """,
    "shop/migrations/0001_initial.py": """
        from django.db import migrations, models

        class Migration(migrations.Migration):
            operations = [migrations.CreateModel("Product", [
                ("id", models.BigAutoField(primary_key=True))])]
    """,
    "shop/migrations/0002_weight.py": """
        from django.db import migrations, models

        class Migration(migrations.Migration):
            dependencies = [("shop", "0001_initial")]
            operations = [migrations.AddField(
                "product", "weight", models.PositiveIntegerField(null=True))]
    """,
})
run("migrate", "shop", "0001")


def heaviest():
    from shop.models import Product

    return Product.objects.order_by("weight").first()


def test_the_page_fails_until_migrate_has_run():
    from django.db import OperationalError

    with raises(OperationalError, match="no such column: shop_product.weight"):
        heaviest()
    run("migrate", "shop")
    assert heaviest() is None
    run("migrate", "shop", "0001")


def test_showmigrations_reads_the_record():
    from django.db.migrations.recorder import MigrationRecorder

    assert run("showmigrations", "shop") == "shop\n [X] 0001_initial\n [ ] 0002_weight\n"
    MigrationRecorder.Migration.objects.create(app="shop", name="0002_weight")
    assert "[X] 0002_weight" in run("showmigrations", "shop")
    MigrationRecorder.Migration.objects.filter(app="shop", name="0002_weight").delete()


def test_only_with_its_file_the_column_goes():
    from django.db import connection

    def columns():
        with connection.cursor() as cursor:
            return [each.name for each in
                    connection.introspection.get_table_description(cursor, "shop_product")]

    file = FOLDER / "shop/migrations/0002_weight.py"
    run("migrate", "shop")
    file.rename(file.with_suffix(".away"))  # my own branch
    run("migrate", "shop", "0001")
    assert "weight" in columns()
    file.with_suffix(".away").rename(file)  # the colleague's
    run("migrate", "shop", "0001")
    assert "weight" not in columns()
