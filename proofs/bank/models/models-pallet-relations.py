"""A pallet by the answer, on PostgreSQL, which checks the foreign key at commit."""

from proof import answer, material, module, project, raises

project({"stock/models.py": f"from django.db import models\n\n{material()}\n{answer(0)}"},
        db="postgres")
stock = module("stock.models")


def pallet(is_open=True):
    warehouse = stock.Warehouse.objects.create(code="HAM1", is_open=is_open)
    supplier = stock.Supplier.objects.create(name="Acme")
    return stock.Pallet.objects.create(warehouse=warehouse, supplier=supplier)


def test_a_code_in_use_cannot_change():
    from django.db import IntegrityError, transaction

    assert pallet().warehouse_id == "HAM1"
    with raises(IntegrityError, match="foreign key"):
        stock.Warehouse.objects.update(code="HAM2")
    with transaction.atomic():
        stock.Warehouse.objects.update(code="HAM2")
        stock.Pallet.objects.update(warehouse="HAM2")
    assert stock.Pallet.objects.get().warehouse.code == "HAM2"


def test_the_limit_binds_the_form_only():
    from django.forms import modelform_factory

    Form = modelform_factory(stock.Pallet, fields=["warehouse", "supplier"])
    kept = pallet()
    values = {"warehouse": "HAM1", "supplier": kept.supplier_id}
    assert Form(values, instance=kept).is_valid()
    stock.Warehouse.objects.update(is_open=False)
    assert list(Form(values, instance=kept).errors) == ["warehouse"]
    kept.save()
    stock.Pallet.objects.create(warehouse_id="HAM1", supplier=kept.supplier)


def test_both_reverse_sides_have_the_name():
    kept = pallet()
    assert list(kept.warehouse.pallets.all()) == [kept] == list(kept.supplier.pallets.all())
