"""An invoice with two lines, edited in one POST."""

from proof import answer, load, material, module, project, replace, request

project({"bills/models.py": "from django.db import models\n\n"
         "class Invoice(models.Model):\n    customer = models.CharField(max_length=40)\n\n"
         + material(), "urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [path("<int:pk>/", lambda request, pk: HttpResponse(""), name="invoice")]
""", "templates/invoice.html": "{{ lines }}---{{ lines.non_form_errors }}"})

models = module("bills.models")
NAMES = """
from django import forms
from django.db import transaction
from django.forms import inlineformset_factory
from django.shortcuts import get_object_or_404, redirect, render
from bills.models import Invoice, Line

class InvoiceForm(forms.ModelForm):
    class Meta:
        model = Invoice
        fields = ["customer"]
"""


def edit(invoice, rows: list[dict], code: str = "", **more):
    data = {"customer": "Ada Ltd", "line_set-TOTAL_FORMS": len(rows),
            "line_set-INITIAL_FORMS": sum("id" in row for row in rows)} | more
    for number, row in enumerate(rows):
        data |= {f"line_set-{number}-{name}": value for name, value in row.items()}
    data = {name: value for name, value in data.items() if value is not None}
    return load(NAMES + (code or answer())).edit_invoice(
        request("/", "post", data=data), invoice.pk)


def invoice():
    made = models.Invoice.objects.create(customer="Ada")
    for text in ("one", "two"):
        models.Line.objects.create(invoice=made, text=text, amount=1)
    return made, list(models.Line.objects.values("id", "text", "amount"))


def test_one_post_adds_changes_and_deletes():
    made, (one, two) = invoice()
    page = edit(made, [one | {"text": "changed"}, two | {"DELETE": "on"},
                       {"text": "new", "amount": "2.50"}])
    assert page.status_code == 302
    assert sorted(models.Line.objects.values_list("text", flat=True)) == ["changed", "new"]
    assert models.Invoice.objects.get().customer == "Ada Ltd"


def test_a_bad_line_saves_nothing_at_all():
    made, (one, two) = invoice()
    assert edit(made, [one | {"amount": "much"}, two]).status_code == 200
    assert models.Invoice.objects.get().customer == "Ada"


def test_deleting_the_only_line_is_refused():
    made, (one, two) = invoice()
    gone = [one | {"DELETE": "on"}, two | {"DELETE": "on"}]
    shown, errors = edit(made, gone).content.decode().split("---")
    assert "at least 1 form" in errors and "at least 1 form" not in shown
    assert models.Line.objects.count() == 2
    assert edit(made, gone, replace(answer(), (", validate_min=True", ""))).status_code == 302
    assert not models.Line.objects.exists()


def test_without_management_data_the_post_is_invalid():
    made, rows = invoice()
    none = {"line_set-TOTAL_FORMS": None, "line_set-INITIAL_FORMS": None}
    page = edit(made, rows, replace(answer(), (", validate_min=True", "")), **none)
    assert page.status_code == 200
    assert b"ManagementForm data is missing" in page.content
