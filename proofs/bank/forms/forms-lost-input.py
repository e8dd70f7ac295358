"""An order page that ignores what `is_valid()` says, and the repaired view."""

from proof import answer, load, material, module, part, project, raises, replace, request

project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        email = models.EmailField(blank=True)
        quantity = models.IntegerField()
""", "urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [path("thanks/", lambda request: HttpResponse("thanks"), name="thanks")]
""", "templates/order.html": "{{ form }}", "templates/thanks.html": "Thanks"})

Order = module("shop.models").Order
NAMES = """
from django import forms
from django.shortcuts import redirect, render
from shop.models import Order
"""
old = load(NAMES + material(), "old")
FORM = replace(part(material(), "class OrderForm", "def order"),
               ("IntegerField()", "IntegerField(min_value=1)"))
new = load(NAMES + FORM + answer(), "new")


def post(page, **data):
    return page.order(request("/order/", "post", data=data))


def test_a_bad_quantity_raises_key_error():
    with raises(KeyError, match="quantity"):
        post(old, email="ada@example.org", quantity="two")


def test_a_bad_email_still_creates_an_order():
    assert post(old, email="nonsense", quantity=2).status_code == 200
    assert Order.objects.get().email == ""


def test_the_old_page_loses_the_input():
    assert b"-3" not in post(old, email="ada@example.org", quantity=-3).content


def test_the_new_view_keeps_the_input_and_redirects():
    assert b"nonsense" in post(new, email="nonsense", quantity=2).content
    assert b"-3" in post(new, email="ada@example.org", quantity=-3).content
    assert not Order.objects.exists()
    assert post(new, email="ada@example.org", quantity=2).status_code == 302
    assert Order.objects.get().quantity == 2


def test_min_value_refuses_zero():
    form = new.OrderForm
    assert not form({"email": "ada@example.org", "quantity": 0}).is_valid()
    assert form({"email": "ada@example.org", "quantity": 1}).is_valid()
