"""Warehouse workers with a badge beside office staff with a password."""

from proof import answer, client, load, material, module, part, project, raises, settings, user

project({"staff/models.py": "from django.contrib.auth.models import User\n"
         "from django.db import models\n\n" + material(), "staff/auth.py": """
from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.contrib.auth.hashers import check_password, make_password
from staff.models import Worker

""" + part(answer(), "class BadgeBackend", "AUTHENTICATION_BACKENDS") + """
class Plain:
    authenticate = BadgeBackend.authenticate
    user_can_authenticate = ModelBackend.user_can_authenticate

class Forgetful(Plain, BaseBackend):
    pass
""", "urls.py": """
    from django.contrib.auth import authenticate, login
    from django.http import HttpResponse
    from django.urls import path

    def badge(request):
        login(request, authenticate(request, **request.POST.dict()))
        return HttpResponse("in")

    urlpatterns = [path("in/", badge),
                   path("who/", lambda request: HttpResponse(request.user.username))]
"""}, AUTHENTICATION_BACKENDS=load(part(answer(), "AUTHENTICATION_BACKENDS"), "listed")
    .AUTHENTICATION_BACKENDS)

from django.contrib.auth import authenticate  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402

Worker = module("staff.models").Worker


def worker(name="ada", **fields):
    return Worker.objects.create(user=user(name, **fields), badge=name, pin=make_password("4711"))


def test_both_ways_to_sign_in_work():
    ada = worker().user
    assert authenticate(badge="ada", pin="4711") == ada
    assert authenticate(username="ada", password="a long password") == ada


def test_a_wrong_pin_and_an_inactive_user_are_refused():
    worker()
    worker("bo", is_active=False)
    assert authenticate(badge="ada", pin="4712") is None
    assert authenticate(badge="nobody", pin="4711") is None
    assert authenticate(badge="bo", pin="4711") is None


def who_is_on_the_next_page() -> bytes:
    browser = client()
    assert browser.post("/in/", {"badge": "ada", "pin": "4711"}).content == b"in"
    return browser.get("/who/").content


def test_without_get_user_the_next_page_crashes_or_sees_a_visitor():
    worker()
    assert who_is_on_the_next_page() == b"ada"
    with settings(AUTHENTICATION_BACKENDS=["staff.auth.Plain"]):
        with raises(AttributeError, match="get_user"):
            who_is_on_the_next_page()
    with settings(AUTHENTICATION_BACKENDS=["staff.auth.Forgetful"]):
        assert who_is_on_the_next_page() == b""
