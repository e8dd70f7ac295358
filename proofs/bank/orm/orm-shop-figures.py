"""Two shops, one without sales, and sales in two years."""

from datetime import date

from proof import answer, load, material, module, project, queries

project({"shop/models.py": "from django.db import models\n" + material()})
Shop, Sale = module("shop.models").Shop, module("shop.models").Sale
HEAD = """
from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from shop.models import Sale, Shop
"""


def made():
    return load(HEAD + answer())


def sales():
    shop = Shop.objects.create(name="north")
    Shop.objects.create(name="empty")
    for day in (date(2025, 1, 1), date(2025, 1, 2), date(2025, 3, 1), date(2024, 1, 1)):
        Sale.objects.create(shop=shop, amount=10, day=day)


def test_no_sales_make_zero_or_none():
    from django.db.models import Sum

    assert made().total == 0
    with queries() as sent:
        assert made().year.aggregate(total=Sum("amount")) == {"total": None}
    assert len(sent) == 2, "one for each aggregate, at once"
    sales()
    assert made().total == 30


def test_shops_without_sales_stay():
    from django.db.models import Sum

    sales()
    assert {shop.name: shop.total for shop in made().shops} == {"north": 30, "empty": 0}
    dropped = Shop.objects.filter(sales__day__year=2025).annotate(total=Sum("sales__amount"))
    assert [shop.name for shop in dropped] == ["north"]


def test_months_are_groups():
    sales()
    months = made().months
    assert list(months) == [(date(2025, 1, 1), 20), (date(2025, 3, 1), 10)]
    assert len(months.order_by("month", "pk")) == 3
