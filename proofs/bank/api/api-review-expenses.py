"""Two users, one expense each, and the viewset as it is up for review."""

from proof import load, material, module, project, requires, user

requires("djangorestframework")
project({
    "hr/models.py": """
        from django.conf import settings
        from django.db import models

        class Project(models.Model):
            employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

        class Expense(models.Model):
            employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            project = models.ForeignKey(Project, on_delete=models.CASCADE)
            amount = models.IntegerField(default=1)
            approved = models.BooleanField(default=False)
    """,
    "urls.py": "urlpatterns = []",
}, apps=["rest_framework"])
import urls  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from rest_framework import permissions, routers, serializers, viewsets  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

Expense, Project = module("hr.models").Expense, module("hr.models").Project
code = load(material(), serializers=serializers, permissions=permissions, viewsets=viewsets,
            get_object_or_404=get_object_or_404, Response=Response, Expense=Expense)
router = routers.SimpleRouter()
router.register("expenses", code.ExpenseViewSet)


class Filtered(code.ExpenseViewSet):
    def get_queryset(self):
        return Expense.objects.filter(employee=self.request.user)


class Asking(code.ExpenseViewSet):
    def destroy(self, request, pk=None):
        self.get_object().delete()
        return Response(status=204)


class TakenOut(code.ExpenseViewSet):
    destroy = viewsets.ModelViewSet.destroy


router.register("filtered", Filtered, basename="filtered")
router.register("asking", Asking, basename="asking")
router.register("taken-out", TakenOut, basename="taken-out")
urls.urlpatterns += router.urls


def expenses():
    """Ada's browser, her expense, and one of Bob's."""
    made = []
    for name in ("ada", "bob"):
        employee = user(name)
        project = Project.objects.create(employee=employee)
        made.append(Expense.objects.create(employee=employee, project=project))
    browser = APIClient()
    browser.force_login(made[0].employee)
    return browser, *made


def test_the_list_shows_the_expenses_of_all():
    browser, mine, foreign = expenses()
    assert len(browser.get("/expenses/").json()) == 2
    assert [each["id"] for each in browser.get("/filtered/").json()] == [mine.pk]
    # Where get_object() is called, the permission is asked.
    assert browser.get(f"/expenses/{foreign.pk}/").status_code == 403
    assert browser.get(f"/filtered/{foreign.pk}/").status_code == 404


def test_destroy_deletes_anybodys_expense():
    browser, mine, foreign = expenses()
    for cure in ("asking", "taken-out"):
        assert browser.delete(f"/{cure}/{foreign.pk}/").status_code == 403, cure
    assert browser.delete(f"/expenses/{foreign.pk}/").status_code == 204
    assert Expense.objects.get() == mine
    assert browser.delete(f"/asking/{mine.pk}/").status_code == 204
    assert not Expense.objects.exists()


def test_employee_and_approved_are_writable():
    browser, mine, foreign = expenses()
    new = {"employee": foreign.employee_id, "project": foreign.project_id, "amount": 7}
    assert browser.post("/expenses/", new).status_code == 201
    assert Expense.objects.get(amount=7).employee == foreign.employee
    assert browser.patch(f"/expenses/{mine.pk}/", {"approved": True}).status_code == 200
    mine.refresh_from_db()
    assert mine.approved
