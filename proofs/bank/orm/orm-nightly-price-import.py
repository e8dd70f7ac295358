"""An import with a new, a changed and an unchanged product, on PostgreSQL."""

from itertools import batched

from proof import answer, load, material, module, part, project, raises

project({"shop/models.py": """
    from django.db import models

    class Product(models.Model):
        sku = models.CharField(max_length=20, unique=True)
        price = models.IntegerField()
        name = models.CharField(max_length=20, default="")
        saved = 0

        def save(self, *args, **kwargs):
            Product.saved += 1
            super().save(*args, **kwargs)

    class Loose(models.Model):
        sku = models.CharField(max_length=20)
        price = models.IntegerField()
"""}, db="postgres")
shop = module("shop.models")
FEED = [{"sku": "same", "price": 1}, {"sku": "new", "price": 2}, {"sku": "changed", "price": 3}]


class Search:
    def __init__(self, away=False):
        self.single, self.batches, self.away = [], [], away

    def index(self, product):
        self.single.append(product.sku)

    def index_many(self, products):
        if self.away:
            raise ConnectionError("search is away")
        self.batches.append(sorted((product.sku, product.name) for product in products))


BATCHES = [[("changed", "Lamp"), ("new", "")]]


def run(source: str, search: Search):
    from django.db.models.signals import post_save
    from django.dispatch import receiver

    return load(source, feed=FEED, search=search, Product=shop.Product, batched=batched,
                post_save=post_save, receiver=receiver)


def imported(source: str) -> Search:
    from django.db.models.signals import post_save

    shop.Product.objects.create(sku="same", price=1)
    shop.Product.objects.create(sku="changed", price=1, name="Lamp")
    shop.Product.saved = 0
    search, made = Search(), None
    try:
        # The receiver stands below the loop: once more for both parts.
        for _ in range(2):
            made = run(source, search)
    finally:
        if hasattr(made, "reindex"):
            post_save.disconnect(made.reindex, sender=shop.Product)
    prices = dict(shop.Product.objects.values_list("sku", "price"))
    assert prices == {"same": 1, "new": 2, "changed": 3}
    return search


def test_the_old_loop_writes_and_indexes_every_row():
    assert sorted(imported(material()).single) == ["changed", "new", "same"]


def test_new_and_changed_rows_are_written():
    search = imported(answer())
    assert search.batches == BATCHES, "the second run finds nothing to do"
    product = shop.Product.objects.get(sku="new")
    product.price = 9
    assert shop.Product.objects.bulk_update([product], ["price"]) == 1


def test_bulk_writes_send_no_post_save():
    source = part(material(), "@receiver") + "\n" + answer()
    search = imported(source)
    assert search.single == [] and search.batches == BATCHES
    assert shop.Product.saved == 0


def test_a_batch_that_was_not_indexed_counts_as_unchanged():
    with raises(ConnectionError):
        run(answer(), Search(away=True))
    assert shop.Product.objects.count() == 3
    again = Search()
    run(answer(), again)
    assert again.batches == []


def test_an_upsert_without_a_constraint_fails():
    from django.db import ProgrammingError

    with raises(ProgrammingError, match="no unique"):
        shop.Loose.objects.bulk_create([shop.Loose(sku="x", price=1)], update_conflicts=True,
                                       unique_fields=["sku"], update_fields=["price"])


def test_a_sku_twice_in_one_batch_is_refused():
    from django.db import OperationalError, ProgrammingError

    with raises(OperationalError, ProgrammingError, match="second time"):
        shop.Product.objects.bulk_create(
            [shop.Product(sku="x", price=1), shop.Product(sku="x", price=2)],
            update_conflicts=True, unique_fields=["sku"], update_fields=["price"])
