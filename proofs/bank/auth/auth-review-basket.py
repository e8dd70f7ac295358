"""A basket in the session, filled click by click."""

import textwrap

from proof import answer, client, load, material, module, part, project

project({"urls.py": "urlpatterns = []"}, SESSION_COOKIE_AGE=30 * 60)
IMPORTS = """
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
"""
VIEW = part(material(), "@require_POST")
HEAD, BODY = part(VIEW, "@require_POST", "    basket = "), textwrap.indent(answer(), "    ")
FIXED = HEAD + BODY + '    return redirect("basket")\n'


def shop(source):
    from django.contrib.auth.views import LogoutView
    from django.http import HttpResponse
    from django.urls import clear_url_caches, path

    add = load(IMPORTS + source).add
    module("urls").urlpatterns[:] = [path("add/<int:product_id>/", add),
                                     path("out/", LogoutView.as_view(next_page="basket")),
                                     path("", lambda request: HttpResponse(
                                         str(request.session.get("basket"))), name="basket")]
    clear_url_caches()
    return client()


def test_the_setting_is_thirty_minutes():
    assert load(part(material(), "SESSION", "@require")).SESSION_COOKIE_AGE == 1800


def test_only_the_first_product_is_saved():
    browser = shop(VIEW)
    browser.post("/add/7/")
    browser.post("/add/8/")
    assert browser.session["basket"] == {"7": 1}


def test_the_count_starts_again():
    source = VIEW.replace("    return", "    request.session.modified = True\n    return")
    browser = shop(source)
    for product in (7, 7, 8):  # the last one shows that the change is saved
        browser.post(f"/add/{product}/")
    assert browser.session["basket"] == {"7": 1, "8": 1}


def test_a_visit_does_not_extend_the_session():
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from proof import settings

    browser = shop(FIXED)
    browser.post("/add/7/")
    soon = timezone.now() + timezone.timedelta(minutes=1)
    Session.objects.update(expire_date=soon)
    assert b"7" in browser.get("/").content
    assert Session.objects.get().expire_date == soon
    with settings(SESSION_SAVE_EVERY_REQUEST=True):
        browser.get("/")
    assert Session.objects.get().expire_date > soon


def test_the_answer_counts():
    browser = shop(FIXED)
    for product in (7, 7, 8):
        browser.post(f"/add/{product}/")
    assert browser.session["basket"] == {"7": 2, "8": 1}


def test_logging_out_deletes_the_basket():
    from proof import user

    browser = shop(FIXED)
    browser.post("/add/7/")
    browser.force_login(user())
    assert browser.session["basket"] == {"7": 1}
    assert browser.post("/out/", follow=True).content == b"None"
