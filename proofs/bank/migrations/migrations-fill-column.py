"""The migration of the answer as 0005, on PostgreSQL; a later migration adds a column."""

from proof import answer, material, project, raises, replace, run

HEAD = "from django.db import migrations, models\n\n"
ADD = HEAD + """
class Migration(migrations.Migration):
    dependencies = [("shop", "{before}")]
    operations = [migrations.AddField("customer", "{name}", {field})]
"""
project({
    "shop/models.py": HEAD + material() + "\n    city = models.TextField(default='')\n",
    "shop/migrations/0001_initial.py": HEAD + """
class Migration(migrations.Migration):
    operations = [migrations.CreateModel("Customer", [
        ("id", models.BigAutoField(primary_key=True)), ("email", models.EmailField())])]
""",
    "shop/migrations/0004_customer_domain.py": ADD.format(
        before="0001_initial", name="domain", field="models.CharField(max_length=254, null=True)"),
    "shop/migrations/0005_fill.py": HEAD + replace(answer(), ("5000", "2")),
    "shop/migrations/0006_city.py": ADD.format(
        before="0005_fill", name="city", field="models.TextField(default='')"),
}, db="postgres")


def with_customers(*emails):
    from django.db import connection

    run("migrate", "shop", "0004")
    with connection.cursor() as cursor:
        for email in emails:
            cursor.execute("INSERT INTO shop_customer (email) VALUES (%s)", [email])


def domains():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT domain FROM shop_customer ORDER BY id")
        return [domain for domain, in cursor.fetchall()]


def test_every_row_is_filled():
    with_customers("a@one.org", "b@two.org", "c@two.org")
    run("migrate", "shop")
    assert domains() == ["one.org", "two.org", "two.org"]


def test_the_imported_model_asks_for_a_later_column():
    from django.db import ProgrammingError
    from shop.models import Customer

    with_customers("a@one.org")
    with raises(ProgrammingError, match="city does not exist"):
        Customer.objects.first()
    run("migrate", "shop", "0005")
    assert domains() == ["one.org"]


def test_a_stop_keeps_the_finished_batches():
    from django.db import DatabaseError, connection

    with_customers("a@one.org", "b@two.org", "x@stop.org", "d@four.org")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shop_customer ADD CONSTRAINT stop CHECK (domain <> 'stop.org')")
    with raises(DatabaseError, match="stop"):
        run("migrate", "shop", "0005")
    assert domains() == ["one.org", "two.org", None, None]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shop_customer DROP CONSTRAINT stop")
    run("migrate", "shop", "0005")
    assert domains() == ["one.org", "two.org", "stop.org", "four.org"]


def test_one_can_migrate_back():
    with_customers("a@one.org")
    run("migrate", "shop", "0005")
    run("migrate", "shop", "0004")
    assert domains() == ["one.org"]
