"""The tests of the answer, run against the view and against broken copies of it."""

import unittest

from proof import answer, client, load, material, module, project, replace, user

project({
    "hotel/models.py": """
        from django.conf import settings
        from django.db import models

        class Booking(models.Model):
            guest = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE,
                                      related_name="bookings")
    """,
    "urls.py": "urlpatterns = []",
})
import urls  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.http import Http404, HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, redirect  # noqa: E402
from django.test import TestCase  # noqa: E402
from django.urls import clear_url_caches, path, reverse  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402

Booking = module("hotel.models").Booking


def install(*changes):
    view = load(replace(material(), *changes), Booking=Booking, login_required=login_required,
                require_POST=require_POST, get_object_or_404=get_object_or_404, redirect=redirect,
                Http404=Http404)
    urls.urlpatterns[:] = [
        path("bookings/<int:pk>/cancel/", view.cancel_booking, name="booking-cancel"),
        path("bookings/", lambda request: HttpResponse(), name="booking-list"),
    ]
    clear_url_caches()


def failing():
    """The names of the answer's tests that fail on the view that is installed."""
    made = load(answer(), TestCase=TestCase, User=get_user_model(), Booking=Booking,
                reverse=reverse)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(made.CancelBookingTests)
    result = suite.run(unittest.TestResult())
    assert result.testsRun == 2 and not result.errors, result.errors
    return [test.id().split(".")[-1] for test, _ in result.failures]


def test_both_pass_on_the_view():
    install()
    assert failing() == []


def test_without_the_filter_the_second_test_fails():
    install(("request.user.bookings", "Booking"))
    assert failing() == ["test_nobody_else_does"]


def test_a_404_after_the_delete_is_caught():
    install(("get_object_or_404(request.user.bookings, pk=pk).delete()",
             "booking = Booking.objects.get(pk=pk); booking.delete()\n"
             "    if booking.guest != request.user: raise Http404"))
    assert failing() == ["test_nobody_else_does"]


def test_an_anonymous_post_and_a_get_delete_nothing():
    install()
    ann = user("ann")
    url = f"/bookings/{Booking.objects.create(guest=ann).pk}/cancel/"
    assert client().post(url).url.startswith("/accounts/login/")
    browser = client()
    browser.force_login(ann)
    assert browser.get(url).status_code == 405
    assert Booking.objects.count() == 1
