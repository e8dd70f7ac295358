"""Three orders on PostgreSQL, by the view of the material and by an iterator."""

from proof import load, material, module, project, request

project({"shop/models.py": """
    from django.db import models

    class Customer(models.Model):
        name = models.CharField(max_length=20)

    class Order(models.Model):
        customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
        total = models.IntegerField()
"""}, db="postgres")
shop = module("shop.models")
Order = shop.Order


def orders():
    ada = shop.Customer.objects.create(name="ada")
    for total in (1, 2, 3):
        Order.objects.create(customer=ada, total=total)
    return Order.objects.order_by("pk")


def test_the_view_exports_all():
    orders()
    view = load("from django.http import HttpResponse\n" + material(), Order=Order).export
    assert view(request()).content.count(b";ada;") == 3


def alive(rows) -> int:
    """How many orders are in memory while the last one is looked at."""
    import gc

    for row in rows:
        last = row
    del row
    gc.collect()
    return sum(isinstance(each, Order) for each in gc.get_objects())


def test_a_plain_loop_keeps_every_order():
    rows = orders()
    assert alive(rows) == 3
    rows = Order.objects.order_by("pk")
    assert alive(rows.iterator(chunk_size=1)) == 1


def test_iterator_reads_through_a_server_side_cursor():
    from django.db import connection

    def open_cursors() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django_curs%'")
            return cursor.fetchone()[0]

    rows = orders()
    for _ in rows:
        assert open_cursors() == 0
    for _ in rows.iterator(chunk_size=1):
        assert open_cursors() == 1
        break
