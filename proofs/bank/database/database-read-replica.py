"""A primary and a replica that has not caught up: two databases of their own."""

from pathlib import Path
from tempfile import mkdtemp

from proof import project, raises, run, settings

LATE = str(Path(mkdtemp(prefix="proof-")) / "replica.sqlite3")
project({
    "routers.py": """
        class Replica:
            def db_for_read(self, model, **hints):
                return "replica"

            def db_for_write(self, model, **hints):
                return "default"

        class Related(Replica):
            def allow_relation(self, one, other, **hints):
                return True
    """,
    "shop/models.py": """
        from django.db import models

        class Customer(models.Model):
            name = models.CharField(max_length=50)

        class Order(models.Model):
            customer = models.ForeignKey(Customer, models.CASCADE)
    """,
}, DATABASES={
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "replica": {"ENGINE": "django.db.backends.sqlite3", "NAME": LATE},
}, DATABASE_ROUTERS=["routers.Replica"])
run("migrate", database="replica", run_syncdb=True)


def models():
    from shop.models import Customer, Order

    return Customer, Order


def test_reads_go_to_the_replica_and_writes_to_the_primary():
    customer, _ = models()
    ada = customer.objects.create(name="Ada")
    assert ada._state.db == "default"
    assert customer.objects.all().db == "replica"
    assert not customer.objects.filter(name="Ada").exists()  # not there yet
    assert customer.objects.using("default").get() == ada


def test_a_read_in_a_transaction_misses_its_own_rows():
    from django.db import transaction

    customer, _ = models()
    with transaction.atomic():
        ada = customer.objects.create(name="Ada")
        assert not customer.objects.filter(name="Ada").exists()
        assert customer.objects.using("default").get(name="Ada") == ada


def test_a_row_of_the_replica_is_refused_without_allow_relation():
    customer, order = models()
    customer.objects.using("replica").create(pk=7, name="Bo")
    bo = customer.objects.get(pk=7)
    with raises(ValueError, match="the current database router prevents this relation"):
        order(customer=bo)
    customer.objects.using("default").create(pk=7, name="Bo")
    with settings(DATABASE_ROUTERS=["routers.Related"]):
        order.objects.create(customer=bo)
    assert order.objects.using("default").count() == 1
