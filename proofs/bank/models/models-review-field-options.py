"""The product model as shown, and with the options that the answer asks for."""

from proof import material, module, project, raises, replace

HEAD = "from django.db import models\n\n"
FIXED = replace(
    material(),
    ("unique=True, blank=True", "unique=True, blank=True, null=True"),
    ("TextField(null=True)", "TextField(blank=True)"),
    ("models.FloatField()", "models.DecimalField(max_digits=8, decimal_places=2)"),
    ("places=2, blank=True", "places=2, blank=True, null=True"),
    ("created_at = models.DateTimeField(auto_now=", "created_at = models.DateTimeField(auto_now_add="),
    ("updated_at = models.DateTimeField(auto_now_add=", "updated_at = models.DateTimeField(auto_now="),
)
project({"shown/models.py": HEAD + material(), "fixed/models.py": HEAD + FIXED})
Shown, Fixed = module("shown.models").Product, module("fixed.models").Product
FULL = {"name": "Cup", "sku": "c1", "description": "Blue", "price": "9.10", "sale_price": "8.10"}


def form(model, **values):
    from django.forms import modelform_factory

    return modelform_factory(model, fields=list(FULL))(FULL | values)


def test_an_empty_sale_price_passes_the_form_and_fails_to_save():
    from django.db import IntegrityError, transaction

    with raises(IntegrityError, match="sale_price"), transaction.atomic():
        form(Shown, sale_price="").save()
    assert form(Fixed, sale_price="").save().sale_price is None


def test_a_cleared_description_becomes_an_empty_string():
    assert list(form(Shown, description="").errors) == ["description"]
    assert form(Fixed, description="").save().description == ""
    Shown._meta.get_field("description").blank = True
    assert form(Shown, description="").save().description == ""


def test_empty_skus_collide_and_nulls_do_not():
    form(Shown, sku="").save()
    assert list(form(Shown, sku="").errors) == ["sku"]
    form(Fixed, sku="").save()
    assert form(Fixed, sku="").save().sku is None and Fixed.objects.count() == 2


def test_the_timestamps_are_swapped_and_the_float_drifts():
    product = form(Shown).save()
    created, updated = product.created_at, product.updated_at
    product.save()
    assert product.created_at > created and product.updated_at == updated
    assert sum([0.1] * 3) != 0.3
