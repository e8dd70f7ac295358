"""A wiki page with the material's view under one address and the answer's under another."""

from proof import answer, client, load, material, module, project, raises, user

project({"wiki/models.py": """
    from django.db import models

    class Page(models.Model):
        text = models.TextField()
""", "urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    def late(name):
        def view(request, pk):
            import sys
            return sys.modules[name].edit(request, pk)
        return view

    urlpatterns = [
        path("old/<int:pk>/", late("old")),
        path("new/<int:pk>/", late("new")),
        path("<int:pk>/", lambda request, pk: HttpResponse(""), name="page"),
        path("in/", lambda request: HttpResponse(""), name="login"),
    ]
"""}, LOGIN_URL="/in/")

NAMES = """
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wiki.models import Page
"""
load(NAMES + material(), "old")
load(NAMES + answer(), "new")
Page = module("wiki.models").Page
auth = module("django.contrib.auth.models")


def edit(way: str, browser, user_id: int):
    page = Page.objects.create(text="before")
    answer = browser.post(f"/{way}/{page.pk}/", {"text": "after", "user_id": user_id})
    return answer, Page.objects.get(pk=page.pk).text


def test_a_visitor_edits_under_a_staff_id():
    staff = user(is_staff=True)
    assert edit("old", client(), staff.pk)[1] == "after"
    answer, text = edit("new", client(), staff.pk)
    assert answer.url.startswith("/in/") and text == "before"


def test_a_cookie_makes_a_visitor_an_editor():
    browser, member = client(), user()
    browser.cookies["role"] = "editor"
    assert edit("old", browser, member.pk)[1] == "after"
    browser.force_login(member)
    answer, text = edit("new", browser, member.pk)
    assert answer.status_code == 403 and text == "before"


def test_a_get_crashed_and_is_refused_now():
    from django.utils.datastructures import MultiValueDictKeyError

    browser, page = client(), Page.objects.create(text="before")
    browser.force_login(user(is_superuser=True))
    with raises(MultiValueDictKeyError):
        browser.get(f"/old/{page.pk}/")
    assert browser.get(f"/new/{page.pk}/").status_code == 405


def test_the_answer_lets_only_the_group_in():
    browser, member = client(), user()
    browser.force_login(member)
    answer, text = edit("new", browser, member.pk)
    assert answer.status_code == 403 and text == "before"
    editors = auth.Group.objects.create(name="editors")
    permission, _ = auth.Permission.objects.get_or_create(
        codename="change_page",
        content_type=module("django.contrib.contenttypes.models").ContentType.objects
        .get_for_model(Page))
    editors.permissions.add(permission)
    member.groups.add(editors)
    assert edit("new", browser, member.pk)[1] == "after"
