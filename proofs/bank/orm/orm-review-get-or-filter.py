"""Orders, customers with one address, two or none, and coupons."""

from proof import load, material, module, project, queries, raises, request

project({
    "shop/models.py": """
        from django.db import models

        class Customer(models.Model):
            name = models.CharField(max_length=20)

        class Order(models.Model):
            number = models.IntegerField(unique=True)
            customer = models.ForeignKey(Customer, on_delete=models.PROTECT)

        class Address(models.Model):
            customer = models.ForeignKey(Customer, on_delete=models.CASCADE)

        class Coupon(models.Model):
            code = models.CharField(max_length=20, unique=True)
    """,
    "templates/order.html": "order {{ order.number }}",
})
models = module("shop.models")
HEAD = """
from django.http import HttpResponse
from django.shortcuts import render
from shop.models import Address, Coupon, Order
"""
view = load(HEAD + material()).order_page


def order(number: int, addresses: int):
    customer = models.Customer.objects.create(name="ada")
    for _ in range(addresses):
        models.Address.objects.create(customer=customer)
    return models.Order.objects.create(number=number, customer=customer)


def test_every_order_is_fetched():
    order(1, 1), order(2, 1)
    with queries() as sent:
        view(request("/"), 2)
    assert "WHERE" not in sent[0] and "shop_order" in sent[0]


def test_an_unknown_number_is_an_index_error():
    from django.http import Http404
    from django.shortcuts import get_object_or_404

    order(1, 1)
    with raises(IndexError):
        view(request("/"), 99)
    with raises(Http404):
        get_object_or_404(models.Order, number=99)


def test_two_addresses_or_none_raise():
    order(1, 2), order(2, 0)
    with raises(models.Address.MultipleObjectsReturned):
        view(request("/"), 1)
    with raises(models.Address.DoesNotExist):
        view(request("/"), 2)


def test_an_unknown_coupon_passes():
    order(1, 1)
    response = view(request("/", data={"coupon": "nonsense"}), 1)
    assert (response.status_code, response.content) == (200, b"order 1")
    unknown = models.Coupon.objects.filter(code="nonsense")
    assert unknown is not None and not unknown.exists() and unknown.first() is None
    without = request("/").GET.get("coupon")
    assert not models.Coupon.objects.filter(code=without).exists(), "ask only if a code is given"
