"""Django's own reset views, with plain templates, for a customer who is signed in elsewhere."""

import re

from proof import client, project, requires, settings, user

requires("djangorestframework")
project({"urls.py": """
    from django.contrib.auth.views import (
        PasswordResetConfirmView, PasswordResetDoneView, PasswordResetView)
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [
        path("reset/", PasswordResetView.as_view(
            template_name="empty.html", email_template_name="mail.txt", success_url="/done/")),
        path("done/", PasswordResetDoneView.as_view(template_name="empty.html")),
        path("reset/<uidb64>/<token>/", PasswordResetConfirmView.as_view(
            template_name="confirm.html", success_url="/"), name="confirm"),
        path("", lambda request: HttpResponse(str(request.user))),
    ]
""", "templates/empty.html": "ask for a mail", "templates/confirm.html": "{{ validlink }}",
    "templates/mail.txt": "{{ protocol }}://{{ domain }}{% url 'confirm' uidb64=uid token=token %}"},
    apps=["rest_framework", "rest_framework.authtoken"])


def mails():
    from django.core import mail

    return mail.outbox


def link(*, known=False, **headers):
    if not known:
        user("ada", email="ada@example.com")
    client().post("/reset/", {"email": "ada@example.com"}, headers=headers or None)
    return re.search(r"://([^/]+)(/.*)", mails()[-1].body).groups()


def choose(browser, address, password="another long one"):
    """Opens the link and sends the form behind it; says whether the link was valid."""
    page = browser.get(address, follow=True)
    if page.content == b"True":
        browser.post(page.request["PATH_INFO"],
                     {"new_password1": password, "new_password2": password})
    return page.content == b"True"


def test_an_unknown_address_gets_the_same_answer():
    unknown = client().post("/reset/", {"email": "eve@example.com"})
    assert mails() == []
    user("ada", email="ada@example.com")
    known = client().post("/reset/", {"email": "ada@example.com"})
    assert len(mails()) == 1
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)


def test_the_link_works_once():
    _, address = link()
    assert choose(client(), address)
    assert not choose(client(), address)


def test_the_link_expires_after_three_days_by_default():
    from django.conf import settings as conf

    assert conf.PASSWORD_RESET_TIMEOUT == 3 * 24 * 60 * 60
    _, address = link()
    with settings(PASSWORD_RESET_TIMEOUT=-1):
        assert not choose(client(), address)


def test_the_domain_follows_the_host_header():
    domain, _ = link(host="evil.example")
    assert domain == "evil.example"
    with settings(ALLOWED_HOSTS=["www.example.com"]):
        assert client().post("/reset/", {"email": "ada@example.com"},
                             headers={"host": "evil.example"}).status_code == 400


def test_sessions_end_and_tokens_stay():
    from rest_framework.authtoken.models import Token

    ada = user("ada", email="ada@example.com")
    Token.objects.create(user=ada)
    burglar = client()
    burglar.force_login(ada)
    _, address = link(known=True)
    assert burglar.get("/").content == b"ada"
    assert choose(client(), address)
    assert burglar.get("/").content == b"AnonymousUser"
    assert Token.objects.count() == 1
