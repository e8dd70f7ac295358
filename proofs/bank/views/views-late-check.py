"""A stranger deletes and pays an invoice, through the mixin of the material and of the answer."""

from django.db import transaction

from proof import answer, client, material, module, part, project, raises, user

HEAD = """
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponseForbidden
from django.shortcuts import redirect
from django.views.generic import DeleteView, DetailView
from bills.models import Invoice
"""
project({
    "bills/models.py": """
        from django.conf import settings
        from django.db import models

        class Invoice(models.Model):
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            paid = models.BooleanField(default=False)

            def pay(self):
                self.paid = True
                self.save()
    """,
    "flawed.py": HEAD + material(),
    "mended.py": HEAD + answer(0) + part(material(), "class InvoiceDelete"),
    "urls.py": """
        from django.urls import path
        import flawed
        import mended

        urlpatterns = [
            path("flawed/<int:pk>/delete/", flawed.InvoiceDelete.as_view()),
            path("flawed/<int:pk>/pay/", flawed.InvoicePay.as_view()),
            path("mended/<int:pk>/delete/", mended.InvoiceDelete.as_view()),
            path("mended/<int:pk>/pay/", mended.InvoicePay.as_view()),
        ]
    """,
})


def invoice():
    return module("bills.models").Invoice.objects.create(owner=user())


def stranger():
    browser = client()
    browser.force_login(user("eve"))
    return browser


def left():
    return list(module("bills.models").Invoice.objects.values_list("paid", flat=True))


def test_the_invoice_is_gone_and_the_stranger_sees_403():
    assert stranger().post(f"/flawed/{invoice().pk}/delete/").status_code == 403
    assert left() == []


def test_the_invoice_is_paid_and_the_check_fails():
    with raises(AttributeError, match="object"):
        stranger().post(f"/flawed/{invoice().pk}/pay/")
    assert left() == [True]


def test_atomic_requests_do_not_help():
    settings = transaction.get_connection().settings_dict
    settings["ATOMIC_REQUESTS"] = True
    try:
        strangers, mine = stranger(), invoice()
        owner, Invoice = mine.owner, type(mine)
        status = strangers.post(f"/flawed/{mine.pk}/delete/").status_code
        assert (status, left()) == (403, [])
        with raises(AttributeError, match="object"):
            strangers.post(f"/flawed/{Invoice.objects.create(owner=owner).pk}/pay/")
        assert left() == [False]
    finally:
        settings["ATOMIC_REQUESTS"] = False


def test_with_the_filter_strangers_change_nothing():
    pk, browser = invoice().pk, stranger()
    for act in ("delete", "pay"):
        assert browser.post(f"/mended/{pk}/{act}/").status_code == 404
        assert "login" in client().post(f"/mended/{pk}/{act}/").url
    assert left() == [False]


def test_with_the_filter_the_owner_pays_and_deletes():
    mine = invoice()
    browser = client()
    browser.force_login(mine.owner)
    browser.post(f"/mended/{mine.pk}/pay/")
    assert left() == [True]
    browser.post(f"/mended/{mine.pk}/delete/")
    assert left() == []
