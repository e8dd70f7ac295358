"""Coupons with and without an end, on PostgreSQL; two requests for the last use."""

import time
from datetime import timedelta
from threading import Event

from proof import answer, in_threads, load, material, module, part, project, queries

MODEL = part(material(), "class Coupon", "def usable")
project({"shop/models.py": "from django.db import models\n" + MODEL}, db="postgres")
Coupon = module("shop.models").Coupon
HEAD = "from django.db.models import F, Q\nfrom shop.models import Coupon\n"
made = load(HEAD + answer())


def now():
    from django.utils import timezone

    return timezone.now()


def test_the_starter_imports():
    assert load("from django.db import models\n" + part(material(), "def usable")).usable(1) is None


def test_coupons_without_an_end_are_usable():
    at = now()
    endless = Coupon.objects.create(max_uses=1)
    later = Coupon.objects.create(max_uses=1, valid_until=at + timedelta(1))
    Coupon.objects.create(max_uses=1, valid_until=at - timedelta(1))
    Coupon.objects.create(max_uses=1, used=1)
    assert set(made.usable(at)) == {endless, later}
    assert set(Coupon.objects.filter(valid_until__gt=at)) == {later}


def test_a_use_is_taken_until_the_limit():
    coupon = Coupon.objects.create(max_uses=2)
    with queries() as sent:
        assert [made.redeem(coupon.pk, now()) for _ in range(3)] == [True, True, False]
    assert len(sent) == 3 and all(sql.startswith("UPDATE") for sql in sent), sent
    assert '"used" = ("shop_coupon"."used" + 1)' in sent[0]
    assert '"used" < ("shop_coupon"."max_uses")' in sent[0]
    assert coupon.used == 0, "the object in hand keeps the old number"
    coupon.refresh_from_db()
    assert coupon.used == 2


def test_two_requests_for_the_last_use():
    from django.db import connection, transaction

    coupon, taken, second = Coupon.objects.create(max_uses=1), Event(), []

    def ask(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]

    def hold_until_the_other_waits():
        with transaction.atomic():
            won = made.redeem(coupon.pk, now())
            taken.set()
            for _ in range(200):
                if ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = ANY(%s)", second):
                    return won
                time.sleep(0.05)
            raise AssertionError("the second request never waited")

    def come_second():
        taken.wait(10)
        second.append(ask("SELECT pg_backend_pid()"))
        return made.redeem(coupon.pk, now())

    assert in_threads(hold_until_the_other_waits, come_second) == [True, False]
    coupon.refresh_from_db()
    assert coupon.used == 1
