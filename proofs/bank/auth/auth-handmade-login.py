"""The material's sign-in and sign-out beside those of Django."""

from hashlib import md5

from proof import client, material, module, project, user

project({"door.py": """
from hashlib import md5
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect

""" + material(), "urls.py": """
    from django.contrib.auth.views import LoginView, LogoutView
    from django.http import HttpResponse
    from django.urls import path
    from door import sign_in, sign_out

    def start(request):
        request.session["basket"] = [3]
        return HttpResponse("")

    urlpatterns = [
        path("start/", start),
        path("hand/in/", sign_in),
        path("hand/out/", sign_out),
        path("own/in/", LoginView.as_view(next_page="/home/")),
        path("own/out/", LogoutView.as_view(next_page="/home/")),
    ]
"""})

FAR = "https://far.example/"
User = module("django.contrib.auth.models").User


def sign_in(way: str):
    if way == "hand":
        hashed = md5(b"a long password").hexdigest()
        User.objects.create(username="ada", password=hashed, is_active=False)
    else:
        user()
    browser = client()
    browser.get("/start/")
    before = browser.cookies["sessionid"].value
    page = browser.post(f"/{way}/in/", {"name": "ada", "username": "ada", "next": FAR,
                                        "password": "a long password"})
    assert page.status_code == 302
    return browser, before, page


def test_the_key_stays_by_hand_and_changes_in_login():
    browser, before, _ = sign_in("hand")
    assert browser.session["uid"] and browser.cookies["sessionid"].value == before
    User.objects.all().delete()
    browser, before, _ = sign_in("own")
    assert browser.session["_auth_user_id"] and browser.cookies["sessionid"].value != before


def test_the_basket_stays_by_hand_and_goes_in_logout():
    browser, _, _ = sign_in("hand")
    browser.post("/hand/out/")
    assert browser.session["basket"] == [3]
    User.objects.all().delete()
    browser, _, _ = sign_in("own")
    assert browser.session["basket"] == [3]
    browser.post("/own/out/")
    assert "basket" not in browser.session


def test_next_leads_away_by_hand_only():
    assert sign_in("hand")[2].url == FAR
    User.objects.all().delete()
    assert sign_in("own")[2].url == "/home/"
