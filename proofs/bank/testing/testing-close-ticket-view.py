"""The tests of the answer, run against the view and against broken copies of it."""

import unittest

from proof import answer, load, material, module, project, replace, user

project({
    "desk/models.py": """
        from django.conf import settings
        from django.db import models

        class Ticket(models.Model):
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            status = models.CharField(max_length=9)
    """,
    "urls.py": "urlpatterns = []",
})
import urls  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, redirect  # noqa: E402
from django.test import TestCase  # noqa: E402
from django.urls import clear_url_caches, path, reverse  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402

Ticket = module("desk.models").Ticket


def failing(*changes, tests=()):
    """The names of the answer's tests that fail on the view with these changes."""
    view = load(replace(material(), *changes), Ticket=Ticket, login_required=login_required,
                require_POST=require_POST, get_object_or_404=get_object_or_404, redirect=redirect)
    urls.urlpatterns[:] = [
        path("tickets/<int:pk>/close/", view.close_ticket, name="ticket-close"),
        path("tickets/", lambda request: HttpResponse(), name="ticket-list"),
    ]
    clear_url_caches()
    made = load(replace(answer(), *tests), TestCase=TestCase, User=get_user_model(),
                Ticket=Ticket, reverse=reverse)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(made.CloseTicketTests)
    result = suite.run(unittest.TestResult())
    assert result.testsRun == 2 and not result.errors, result.errors
    return [test.id().split(".")[-1] for test, _ in result.failures]


def test_both_pass_on_the_view():
    assert failing() == []


def test_without_the_owner_filter_the_second_test_fails():
    assert failing((", owner=request.user", "")) == ["test_nobody_else_does"]


def test_without_a_save_the_first_test_fails():
    assert failing(("    ticket.save()\n", "")) == ["test_the_owner_closes_it"]


def test_a_refusal_after_the_save_is_caught():
    late = "ticket.save()\n    get_object_or_404(Ticket, pk=pk, owner=request.user)"
    assert failing((", owner=request.user)\n    ticket.status", ")\n    ticket.status"),
                   ("ticket.save()", late)) == ["test_nobody_else_does"]


def test_without_a_reload_the_object_stays_as_it_was():
    assert failing(tests=[("        self.ticket.refresh_from_db()\n", "")]) == [
        "test_the_owner_closes_it"]
    ticket = Ticket.objects.create(owner=user(), status="open")
    Ticket.objects.update(status="closed")
    assert ticket.status == "open"
