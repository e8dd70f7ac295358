"""An order with a line of one product, by the answer and with its rules changed."""

from proof import answer, material, module, project, raises, replace

HEAD = ("from django.db import models\nfrom django.db.models import Q\n"
        "from django.utils import timezone\n\n")
SHOP = answer(0).replace("order_list", "{0}_list").replace("line_", "{0}_")
LOOSE = replace(SHOP, ("condition=Q(quantity__gte=1)", "condition=Q(unit_price__gte=0)"),
                ("(Product, on_delete=models.PROTECT)",
                 "(Product, on_delete=models.SET_NULL, null=True)"))
project({"shop/models.py": HEAD + material() + "\n\n" + SHOP.replace("{0}", "shop"),
         "loose/models.py": HEAD + material() + "\n\n" + LOOSE.replace("{0}", "loose")},
        db="postgres")


def line(app, quantity=1):
    found = module(f"{app}.models")
    customer, _ = found.Customer.objects.get_or_create(email="ada@example.org")
    product = found.Product.objects.create(name="Cup", price=9)
    return found.OrderLine.objects.create(
        order=found.Order.objects.create(customer=customer), product=product,
        name=product.name, unit_price=product.price, quantity=quantity)


def test_a_product_is_in_several_categories():
    found = module("shop.models")
    cup = line("shop").product
    for name in ("Kitchen", "Gifts"):
        found.Category.objects.create(name=name).products.add(cup)
    assert cup.categories.count() == 2


def test_zero_passes_without_the_check():
    from django.db import IntegrityError, transaction

    assert line("loose", quantity=0).pk
    with raises(IntegrityError, match="shop_min"), transaction.atomic():
        line("shop", quantity=0)


def test_the_database_keeps_the_rules():
    from django.db import IntegrityError, transaction

    first = line("shop")
    first.pk = None
    with raises(IntegrityError, match="shop_once"), transaction.atomic():
        first.save(force_insert=True)


def test_the_line_outlives_its_product():
    from django.db.models import ProtectedError

    with raises(ProtectedError):
        line("shop").product.delete()
    kept = line("loose")
    kept.product.delete()
    kept.refresh_from_db()
    assert (kept.product, kept.name, kept.unit_price) == (None, "Cup", 9)


def test_a_changed_product_leaves_the_line_alone():
    kept = line("shop")
    module("shop.models").Product.objects.update(name="Mug", price=12)
    kept.refresh_from_db()
    assert (kept.name, kept.unit_price) == ("Cup", 9)
