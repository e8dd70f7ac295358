"""Two buyers of one item in two threads on PostgreSQL; the card takes a moment to charge."""

import textwrap
import time

from proof import (
    answer, in_threads, load, material, module, project, raises, replace, request, run, user,
)

project({
    "shop/models.py": """
        from django.conf import settings
        from django.db import models

        class Product(models.Model):
            stock = models.IntegerField(default=1)
            price = models.IntegerField(default=5)

        class Guarded(models.Model):
            stock = models.IntegerField(default=1)

            class Meta:
                constraints = [
                    models.CheckConstraint(condition=models.Q(stock__gte=0), name="left")
                ]

        class Order(models.Model):
            user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            product = models.ForeignKey(Product, on_delete=models.CASCADE)
            paid = models.BooleanField(default=True)
    """,
    "urls.py": """
        from django.urls import path
        urlpatterns = [path("thanks/", lambda request: None, name="thanks")]
    """,
}, db="postgres", migrate=False)
run("migrate")  # the users first, as the shop has no migrations and refers to them
run("migrate", run_syncdb=True)
shop = module("shop.models")
HEAD = """
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from shop.models import Order, Product
"""
FIXED = ("def buy(request, pk):\n" + textwrap.indent(answer(), "    ")
         + '    return redirect("thanks")\n')


def two_buyers(source: str):
    charged = []

    def charge_card(who, price):
        charged.append(who.pk)
        time.sleep(0.3)

    product = shop.Product.objects.create()
    view = load(HEAD + source, charge_card=charge_card, time=time).buy
    buyers = [user(f"{name} {product.pk}") for name in ("ada", "bea")]
    answers = in_threads(*(lambda who=who: view(request(user=who), product.pk).status_code
                           for who in buyers))
    product.refresh_from_db()
    return sorted(answers), len(charged), product.order_set.count(), product.stock


def test_both_are_charged_even_in_atomic():
    assert two_buyers(material()) == ([302, 302], 2, 2, 0)
    assert two_buyers("@transaction.atomic\n" + material()) == ([302, 302], 2, 2, 0)


def test_the_second_buyer_waits_and_finds_it_sold_out():
    assert two_buyers(FIXED) == ([302, 409], 1, 1, 0)
    slow = replace(FIXED, ("        Order.", "        time.sleep(0.3)\n        Order."))
    assert two_buyers(slow) == ([302, 409], 1, 1, 0)


def test_a_constraint_stops_the_second():
    from django.db import IntegrityError
    from django.db.models import F

    shop.Guarded.objects.create()
    assert shop.Guarded.objects.update(stock=F("stock") - 1) == 1
    with raises(IntegrityError, match="left"):
        shop.Guarded.objects.update(stock=F("stock") - 1)
