"""Two users, one invoice each, and the viewset as it is up for review."""

from proof import load, material, module, project, requires, user

requires("djangorestframework")
project({
    "billing/models.py": """
        from django.conf import settings
        from django.db import models

        class Customer(models.Model):
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

        class Invoice(models.Model):
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
            amount = models.IntegerField(default=1)
            status = models.CharField(max_length=9, default="open")
    """,
    "urls.py": "urlpatterns = []",
}, apps=["rest_framework"])
import urls  # noqa: E402
from rest_framework import permissions, routers, serializers, viewsets  # noqa: E402
from rest_framework.decorators import action  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

Invoice, Customer = module("billing.models").Invoice, module("billing.models").Customer
code = load(material(), serializers=serializers, permissions=permissions, viewsets=viewsets,
            action=action, Response=Response, Invoice=Invoice)
router = routers.SimpleRouter()
router.register("invoices", code.InvoiceViewSet)


class Mended(code.InvoiceViewSet):
    def get_queryset(self):
        return Invoice.objects.filter(owner=self.request.user)


router.register("mended", Mended, basename="mended")
urls.urlpatterns += router.urls


def invoices():
    """Ada's browser, her invoice, and one of Bob's."""
    made = []
    for name in ("ada", "bob"):
        owner = user(name)
        customer = Customer.objects.create(owner=owner)
        made.append(Invoice.objects.create(owner=owner, customer=customer))
    browser = APIClient()
    browser.force_login(made[0].owner)
    return browser, *made


def test_the_list_shows_everybodys_invoices():
    browser, mine, foreign = invoices()
    assert len(browser.get("/invoices/").json()) == 2
    assert [each["id"] for each in browser.get("/mended/").json()] == [mine.pk]
    # Where get_object() is called, the permission is asked.
    assert browser.get(f"/invoices/{foreign.pk}/").status_code == 403


def test_mark_paid_changes_anybodys_invoice():
    browser, mine, foreign = invoices()
    assert browser.post(f"/invoices/{foreign.pk}/mark_paid/").status_code == 204
    foreign.refresh_from_db()
    assert foreign.status == "paid"


def test_owner_and_status_come_from_the_client():
    browser, mine, foreign = invoices()
    new = {"owner": foreign.owner_id, "customer": foreign.customer_id, "amount": 7}
    assert browser.post("/invoices/", new).status_code == 201
    assert Invoice.objects.get(amount=7).owner == foreign.owner
    assert browser.patch(f"/invoices/{mine.pk}/", {"status": "paid"}).status_code == 200
    mine.refresh_from_db()
    assert mine.status == "paid"


def test_a_foreign_id_gives_403_and_404_from_a_filtered_queryset():
    browser, mine, foreign = invoices()
    assert browser.get(f"/invoices/{foreign.pk}/").status_code == 403
    assert browser.get("/invoices/999/").status_code == 404
    assert browser.get(f"/mended/{foreign.pk}/").status_code == 404
