"""An order posted with its lines, by the serializers of the answer and by worse ones."""

from proof import answer, load, module, project, raises, replace, requires, user

requires("djangorestframework")
project({"shop/models.py": """
    from django.conf import settings
    from django.db import models

    class Product(models.Model):
        price = models.DecimalField(max_digits=9, decimal_places=2)
        is_active = models.BooleanField(default=True)

    class Order(models.Model):
        customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Line(models.Model):
        order = models.ForeignKey(Order, related_name="lines", on_delete=models.CASCADE)
        product = models.ForeignKey(Product, on_delete=models.PROTECT)
        quantity = models.PositiveIntegerField()
        unit_price = models.DecimalField(max_digits=9, decimal_places=2)
"""}, apps=["rest_framework"])
from django.db import IntegrityError, transaction  # noqa: E402
from rest_framework import serializers  # noqa: E402

shop = module("shop.models")


def snippet(text=None):
    return load(text or answer(), serializers=serializers, transaction=transaction,
                Product=shop.Product, Order=shop.Order, Line=shop.Line)


def post(code, lines):
    made = code.OrderSerializer(data={"lines": lines})
    made.is_valid(raise_exception=True)
    return made.save(customer=user())


def test_one_post_creates_the_order_with_its_lines():
    tea = shop.Product.objects.create(price=5)
    order = post(snippet(), [{"product": tea.pk, "quantity": 2, "unit_price": "0.01"}])
    line = order.lines.get()
    assert (order.customer.username, line.quantity, line.unit_price) == ("ada", 2, 5)


def test_an_inactive_product_is_refused():
    old = shop.Product.objects.create(price=5, is_active=False)
    with raises(serializers.ValidationError, match="does not exist"):
        post(snippet(), [{"product": old.pk, "quantity": 1}])


def test_without_a_create_drf_refuses_and_ours_is_one_transaction():
    tea = shop.Product.objects.create(price=5)
    without = answer()[:answer().index("    @transaction.atomic")]
    with raises(AssertionError, match="does not support writable nested fields"):
        post(snippet(without), [{"product": tea.pk, "quantity": 1}])
    broken = replace(answer(), ('line["product"].price', "None"))
    with raises(IntegrityError):
        post(snippet(broken), [{"product": tea.pk, "quantity": 1}])
    assert not shop.Order.objects.exists()


def test_an_empty_list_passes_by_default():
    with raises(serializers.ValidationError, match="may not be empty"):
        post(snippet(), [])
    assert post(snippet(replace(answer(), (", allow_empty=False", ""))), []).lines.count() == 0


def test_put_fails_without_an_update():
    tea = shop.Product.objects.create(price=5)
    code = snippet()
    order = post(code, [{"product": tea.pk, "quantity": 2}])
    put = code.OrderSerializer(order, data={"lines": [{"product": tea.pk, "quantity": 1}]})
    put.is_valid(raise_exception=True)
    with raises(AssertionError, match="`.update\\(\\)` method does not support"):
        put.save()
