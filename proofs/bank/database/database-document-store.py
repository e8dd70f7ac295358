"""Attributes that differ by category, in a JSONField on PostgreSQL."""

from proof import project, raises

project({"shop/models.py": """
    from django.contrib.postgres.indexes import GinIndex
    from django.db import models

    class Product(models.Model):
        name = models.CharField(max_length=100)
        attributes = models.JSONField(default=dict)

        class Meta:
            indexes = [GinIndex(fields=["attributes"], name="attributes_gin")]
"""}, db="postgres")


def test_a_key_is_filtered_and_rolled_back_with_its_row():
    from django.db import transaction
    from shop.models import Product

    kettle = Product.objects.create(name="Kettle", attributes={"voltage": 230})
    Product.objects.create(name="Lamp", attributes={"voltage": 12, "colour": "red"})
    assert Product.objects.get(attributes__voltage=230) == kettle
    with raises(ZeroDivisionError), transaction.atomic():
        Product.objects.filter(pk=kettle.pk).update(name="X", attributes={"voltage": 110})
        1 / 0
    kettle.refresh_from_db()
    assert (kettle.name, kettle.attributes) == ("Kettle", {"voltage": 230})


def plan_of(**lookup):
    from django.db import connection, transaction
    from shop.models import Product

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        return Product.objects.filter(**lookup).explain()


def test_contains_uses_the_gin_index():
    assert "attributes_gin" in plan_of(attributes__contains={"voltage": 230})
    assert "attributes_gin" not in plan_of(attributes__voltage=230)
