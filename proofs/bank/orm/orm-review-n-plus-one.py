"""A hundred orders with five lines each, and the page of the material."""

from proof import answer, load, material, module, part, project, queries

HEAD = """
from django.db import models

class Customer(models.Model):
    name = models.CharField(max_length=20)

class Product(models.Model):
    name = models.CharField(max_length=20)

class Line(models.Model):
    order = models.ForeignKey("Order", on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    backordered = models.BooleanField(default=True)

"""
project({"shop/models.py": HEAD + part(material(), "class Order", "# The template")})
shop = module("shop.models")
TEMPLATE = part(material(), "{% for")


def orders():
    shop.Customer.objects.create(pk=1, name="ada")
    shop.Product.objects.create(pk=1, name="lamp")
    shop.Order.objects.bulk_create(shop.Order(pk=pk, customer_id=1) for pk in range(1, 101))
    shop.Line.objects.bulk_create(
        shop.Line(order_id=pk, product_id=1, backordered=number < 2)
        for pk in range(1, 101) for number in range(5))
    return shop.Order.objects.all()


def sent_by(rows, template: str = TEMPLATE) -> int:
    from django.template import Context, Template

    with queries() as sent:
        page = Template(template).render(Context({"orders": rows}))
    assert page.count("ada: 2 late") == 100 and page.count("lamp") == 500
    return len(sent)


def test_801_queries():
    assert sent_by(orders()) == 801


def test_two_queries_remain():
    orders()
    names = "from django.db.models import Count, Prefetch, Q\nfrom shop.models import Line, Order\n"
    rows = load(names + answer()).orders
    assert sent_by(rows, TEMPLATE.replace("order.late ", "order.late_count ")) == 2


def test_the_method_goes_past_the_prefetch():
    from django.db.models import Prefetch

    lines = Prefetch("lines", queryset=shop.Line.objects.select_related("product"))
    rows = orders().select_related("customer").prefetch_related(lines)
    assert sent_by(rows) == 102
    shop.Order.in_python = lambda order: sum(line.backordered for line in order.lines.all())
    assert sent_by(rows.all(), TEMPLATE.replace("order.late ", "order.in_python ")) == 2
