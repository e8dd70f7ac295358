"""Three overdue invoices, and one that becomes overdue while the view runs."""

from datetime import date

from proof import load, material, module, project, queries, replace, request

project({
    "billing/models.py": """
        from django.db import models

        class Invoice(models.Model):
            number = models.CharField(max_length=10)
            due = models.DateField()
            paid = models.BooleanField(default=False)
            reminded = models.BooleanField(default=False)
    """,
    "templates/reminders.html": "{{ total }} {{ numbers|join:',' }} {{ oldest.number }}",
})
Invoice = module("billing.models").Invoice
HEAD = """
from datetime import date
from django.http import HttpResponse
from django.shortcuts import render
from billing.models import Invoice
"""


def shown(source: str = "") -> str:
    for day in (3, 1, 2):
        Invoice.objects.create(number=f"n{day}", due=date(2024, 1, day))
    view = load(HEAD + (source or material())).reminders
    with queries() as sent:
        page = view(request()).content.decode()
    shown.sent = sent
    return page


def test_three_queries():
    assert shown() == "3 n3,n1,n2 n1"
    assert [sql.split()[0] for sql in shown.sent] == ["SELECT", "SELECT", "UPDATE"]
    assert "LIMIT" not in shown.sent[0] and "LIMIT 1" in shown.sent[1]


def test_ordering_first_saves_a_query():
    page = shown(replace(material(), ("date.today())", "date.today()).order_by('due')"),
                         ('overdue.order_by("due").first()', "overdue[0]")))
    assert page == "3 n1,n2,n3 n1"
    assert [sql.split()[0] for sql in shown.sent] == ["SELECT", "UPDATE"]


def test_update_marks_an_invoice_that_was_not_read():
    late = "Invoice.objects.create(number='late', due=date(2024, 2, 2))\n    overdue.update("
    assert "late" not in shown(replace(material(), ("overdue.update(", late)))
    assert Invoice.objects.get(number="late").reminded


def test_exists_adds_a_query():
    shown(replace(material(), ("if not overdue:", "if not overdue.exists():")))
    assert len(shown.sent) == 4
