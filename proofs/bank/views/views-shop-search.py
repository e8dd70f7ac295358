"""20 000 products in PostgreSQL, with an ordinary and with a trigram index on the name."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Index, Q
from django.db.models.functions import Upper

from proof import module, project

project({"shop/models.py": """
    from django.db import models

    class Product(models.Model):
        name = models.CharField(max_length=100)
        description = models.TextField(default="")
        part_number = models.CharField(max_length=20, default="")
"""}, db="postgres", apps=["django.contrib.postgres"])

FIELDS = ("name", "description", "part_number")
SEARCH = Q(name__icontains="oak tab") | Q(description__icontains="oak tab") | Q(
    part_number__icontains="oak tab")


def plain(field):
    return Index(fields=[field], name=f"{field}_plain")


def trigram(field, over=Upper):
    return GinIndex(OpClass(over(field), name="gin_trgm_ops"), name=f"{field}_trigram")


def goods():
    Product = module("shop.models").Product
    Product.objects.bulk_create(Product(name=f"thing {n:05}") for n in range(20_000))
    Product.objects.create(name="Oak table", part_number="AB-1042")
    Product.objects.create(name="Chair", description="Goes with the oak desk")
    return Product


def plan_with(*indexes) -> str:
    Product = module("shop.models").Product
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        with connection.schema_editor() as editor:
            for index in indexes:
                editor.add_index(Product, index)
        cursor.execute("ANALYZE shop_product")
    found = Product.objects.filter(SEARCH)
    assert [each.name for each in found] == ["Oak table"]
    plan = found.explain()
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.remove_index(Product, index)
    return plan


def test_only_trigram_indexes_serve_icontains():
    goods()
    assert "Seq Scan" in plan_with(*map(plain, FIELDS))
    assert "Seq Scan" in plan_with(trigram("name"))
    plan = plan_with(*map(trigram, FIELDS))
    assert "Bitmap Index Scan on name_trigram" in plan and "Seq Scan" not in plan


def test_without_upper_they_do_not():
    goods()
    assert "Seq Scan" in plan_with(*(trigram(field, F) for field in FIELDS))


def test_similarity_finds_a_misspelt_word():
    Product = goods()
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SHOW pg_trgm.word_similarity_threshold")
        assert cursor.fetchone() == ("0.6",)
    near = Product.objects.annotate(near=TrigramWordSimilarity("tabel", "name"))
    assert [each.name for each in near.filter(near__gte=0.4)] == ["Oak table"]
    assert not near.filter(near__gte=0.6).exists()
    assert not Product.objects.filter(name__icontains="tabel").exists()


def test_q_joins_the_fields():
    Product = goods()
    for term, names in (("oak", ["Chair", "Oak table"]), ("ab-1042", ["Oak table"])):
        found = Product.objects.filter(Q(name__icontains=term) | Q(description__icontains=term)
                                       | Q(part_number__icontains=term))
        assert sorted(each.name for each in found) == names
