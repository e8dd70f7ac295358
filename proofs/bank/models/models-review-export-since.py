"""Two prices last saved a year ago, changed by the functions shown and by others."""

from datetime import UTC, datetime
from decimal import Decimal

from proof import material, module, project

project({"shop/models.py": "from django.db import models\nfrom django.db.models import F\n\n"
                           + material()}, db="postgres")
shop = module("shop.models")
OLD = datetime(2024, 1, 1, tzinfo=UTC)


def old_price():
    price = shop.Price.objects.create(sku="c1", amount=10)
    shop.Price.objects.update(updated_at=OLD)
    price.refresh_from_db()
    return price


def stored():
    return shop.Price.objects.get()


def test_update_leaves_the_time_alone():
    from django.utils import timezone

    old_price()
    shop.raise_all(2)
    assert (stored().amount, stored().updated_at) == (20, OLD)
    assert not shop.changed_since(OLD).exists()
    shop.Price.objects.update(amount=Decimal(30), updated_at=timezone.now())
    assert shop.changed_since(OLD).exists()


def test_update_fields_must_name_the_time():
    price = old_price()
    shop.correct(price, 12)
    assert (stored().amount, stored().updated_at) == (12, OLD)
    price.save(update_fields=["amount", "updated_at"])
    assert stored().updated_at > OLD


def test_bulk_update_and_sql_skip_it():
    from django.db import connection

    price = old_price()
    price.amount = 13
    shop.Price.objects.bulk_update([price], ["amount", "updated_at"])
    assert (stored().amount, stored().updated_at) == (13, OLD)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shop_price SET amount = 14")
    assert (stored().amount, stored().updated_at) == (14, OLD)
