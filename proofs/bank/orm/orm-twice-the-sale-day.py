"""Two buyers of one product, and of two products, on PostgreSQL."""

from proof import in_threads, module, project

project({"shop/models.py": """
    from django.db import models

    class Product(models.Model):
        stock = models.IntegerField(default=9)
"""}, db="postgres")
Product = module("shop.models").Product


def buy(pk: int) -> int:
    from django.db import connection
    from django.db.models import F

    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '300ms'")
    return Product.objects.filter(pk=pk).update(stock=F("stock") - 1)


def test_a_second_update_of_the_row_waits():
    from django.db import OperationalError, transaction

    one, other = Product.objects.create(), Product.objects.create()
    with transaction.atomic():
        assert buy(one.pk) == 1
        waited, went = in_threads(lambda: buy(one.pk), lambda: buy(other.pk))
    assert isinstance(waited, OperationalError) and "lock timeout" in str(waited)
    assert went == 1
    assert in_threads(lambda: buy(one.pk)) == [1], "free after the commit"
