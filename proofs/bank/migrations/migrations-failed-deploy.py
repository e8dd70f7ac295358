"""Three migrations on PostgreSQL; the second one meets orders without a total."""

from proof import project, raises, run

STEP = """
from django.db import migrations, models

class Migration(migrations.Migration):
    atomic = {atomic}
    dependencies = [("shop", "{before}")]
    operations = [{operations}]
"""
NOTE = 'migrations.AddField("order", "note", models.TextField(default="")), '
REQUIRE = 'migrations.AlterField("order", "total_cents", models.IntegerField())'
project({
    "shop/models.py": "",
    "shop/migrations/0050_start.py": """
        from django.db import migrations, models

        class Migration(migrations.Migration):
            operations = [migrations.CreateModel("Order", [
                ("id", models.BigAutoField(primary_key=True))])]
    """,
    "shop/migrations/0051_order_total.py": STEP.format(
        atomic=True, before="0050_start", operations='migrations.AddField("order", "total_cents", '
        "models.IntegerField(null=True))"),
    "shop/migrations/0052_order_total_required.py": STEP.format(
        atomic=True, before="0051_order_total", operations=NOTE + REQUIRE),
    "later/models.py": "",
    "later/migrations/0001_half.py": STEP.format(
        atomic=False, before="0051_order_total", operations='migrations.RunSQL('
        '"ALTER TABLE shop_order ADD note text"), migrations.RunSQL('
        '"ALTER TABLE shop_order ALTER total_cents SET NOT NULL")'),
}, db="postgres", migrate=False)
run("migrate", "auth")
run("migrate", "sessions")
run("migrate", "shop", "0050")


def sql(text):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(text)


def columns():
    from django.db import connection

    with connection.cursor() as cursor:
        return {each.name for each in
                connection.introspection.get_table_description(cursor, "shop_order")}


def test_the_failed_one_leaves_nothing_the_one_before_stays():
    from django.db import IntegrityError

    sql("INSERT INTO shop_order DEFAULT VALUES")
    with raises(IntegrityError, match='"total_cents" of relation "shop_order" contains null'):
        run("migrate", "shop")
    assert columns() == {"id", "total_cents"}  # 0051, and nothing of 0052
    shown = run("showmigrations", "shop")
    assert "[X] 0051_order_total" in shown and "[ ] 0052_order_total_required" in shown


def test_a_non_atomic_one_leaves_its_first_half():
    from django.db import IntegrityError
    from django.db.backends.mysql.features import DatabaseFeatures

    assert not DatabaseFeatures.can_rollback_ddl  # MySQL: as if every migration were like this
    sql("INSERT INTO shop_order DEFAULT VALUES")
    with raises(IntegrityError):
        run("migrate", "later")
    assert columns() == {"id", "total_cents", "note"}
    assert "[ ] 0001_half" in run("showmigrations", "later")
    sql("ALTER TABLE shop_order DROP note")


def test_once_required_the_old_version_cannot_write_an_order():
    from django.db import IntegrityError

    sql("INSERT INTO shop_order DEFAULT VALUES")  # what the old version writes
    sql("UPDATE shop_order SET total_cents = 0")
    run("migrate", "shop")
    assert "note" in columns()
    with raises(IntegrityError, match='"total_cents" of relation "shop_order" violates not-null'):
        sql("INSERT INTO shop_order (note) VALUES ('')")
    run("migrate", "shop", "0051")


def test_fake_records_what_is_not_there():
    run("migrate", "shop", "0052", fake=True)
    assert "[X] 0052_order_total_required" in run("showmigrations", "shop")
    run("migrate", "shop")  # it never runs any more
    assert "note" not in columns()
