"""Suppliers, their price lists with one a day, and the form of the answer."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from proof import answer, load, material, module, project, raises

project({"shop/models.py": "from django.db import models\n\n"
         "class Supplier(models.Model):\n    active = models.BooleanField()\n\n" + material()})

Supplier, PriceList = module("shop.models").Supplier, module("shop.models").PriceList
Form = load("from django import forms\nfrom shop.models import PriceList, Supplier\n"
            + answer()).PriceListForm


def form(content: bytes = b"sku,price\n1,2\n", active=True):
    supplier = Supplier.objects.filter(active=active).first()
    supplier = supplier or Supplier.objects.create(active=active)
    return Form({"supplier": supplier.pk, "valid_from": "2026-01-01"},
                {"file": SimpleUploadedFile("list.csv", content, "text/csv")})


def test_the_form_stores_the_whole_file():
    assert form().save().file.open().read() == b"sku,price\n1,2\n"


def test_an_inactive_supplier_a_big_file_and_another_line_are_refused():
    assert list(form(active=False).errors) == ["supplier"]
    assert "2 MB" in form(b"sku,price\n" + b"x" * 2 * 1024 * 1024).errors["file"][0]
    assert "first line" in form(b"name;price\n").errors["file"][0]


def test_a_second_list_of_the_day_is_a_form_error():
    form().save()
    second = form()
    assert list(second.errors) == ["__all__"]
    assert "already exists" in second.errors["__all__"][0]


def test_two_valid_forms_and_one_row():
    one, two = form(), form()
    assert one.is_valid() and two.is_valid()
    one.save()
    with raises(IntegrityError):
        two.save()
    assert PriceList.objects.count() == 1


def test_a_picture_named_csv_is_refused():
    assert list(form(b"\x89PNG\r\n\xff\xfe").errors) == ["file"]
