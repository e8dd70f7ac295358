"""Two servers with the same tables; a context variable names the one of this request."""

from pathlib import Path
from tempfile import mkdtemp

from proof import module, project, raises, run

FOLDER = Path(mkdtemp(prefix="proof-"))
project({
    "routers.py": """
        from contextvars import ContextVar

        server = ContextVar("server", default="default")

        class ByCustomer:
            def db_for_read(self, model, **hints):
                return server.get()

            def db_for_write(self, model, **hints):
                return server.get()
    """,
    "shop/models.py": """
        from django.db import models

        class Customer(models.Model):
            name = models.CharField(max_length=50)

        class Order(models.Model):
            customer = models.ForeignKey(Customer, models.CASCADE)
    """,
}, DATABASES={
    alias: {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / f"{alias}.sqlite3")}
    for alias in ("default", "east", "west")
}, DATABASE_ROUTERS=["routers.ByCustomer"])
for alias in ("east", "west"):
    run("migrate", database=alias, run_syncdb=True)


def customer_on(alias, name):
    from shop.models import Customer

    module("routers").server.set(alias)
    return Customer.objects.create(name=name)


def test_the_context_decides_the_server():
    from shop.models import Customer, Order

    customer_on("west", "Bo")
    ada = customer_on("east", "Ada")
    order = Order.objects.create(customer=ada)
    assert order._state.db == "east"
    assert list(Customer.objects.values_list("name", flat=True)) == ["Ada"]
    module("routers").server.set("west")
    assert list(Customer.objects.values_list("name", flat=True)) == ["Bo"]


def test_a_relation_across_servers_is_refused():
    from shop.models import Order

    ada = customer_on("east", "Ada")
    bo = customer_on("west", "Bo")
    order = Order.objects.create(customer=bo)
    with raises(ValueError, match="the current database router prevents this relation"):
        order.customer = ada
    module("routers").ByCustomer.allow_relation = lambda self, one, other, **hints: True
    order.customer = ada  # only the default refuses it
    del module("routers").ByCustomer.allow_relation


def test_a_transaction_covers_one_alias():
    from django.db import transaction
    from shop.models import Customer

    for alias in ("east", "west"):
        Customer.objects.using(alias).all().delete()
    with raises(ZeroDivisionError), transaction.atomic(using="east"):
        customer_on("east", "Ada")
        customer_on("west", "Bo")
        1 / 0
    assert not Customer.objects.using("east").exists()
    assert Customer.objects.using("west").exists()
