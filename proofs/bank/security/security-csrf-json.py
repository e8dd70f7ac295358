"""A view that reads JSON, with the check and without it."""

from proof import client, project, user

project({"urls.py": """
    import json

    from django.contrib.auth.views import LoginView
    from django.http import HttpResponse
    from django.middleware.csrf import get_token
    from django.urls import path
    from django.views.decorators.csrf import csrf_exempt

    def address(request):
        if request.method == "GET":
            return HttpResponse(get_token(request))
        return HttpResponse(f"{request.user} moves to {json.loads(request.body)['city']}")

    urlpatterns = [
        path("", address),
        path("exempt/", csrf_exempt(address)),
        path("login/", LoginView.as_view(next_page="/")),
    ]
"""})
# What a form with enctype="text/plain" sends: name, equals sign, value, end of line.
FOREIGN = {"data": '{"city": "Elsewhere", "rest": "="}\r\n', "content_type": "text/plain",
           "headers": {"origin": "https://evil.example"}}


def signed_in():
    browser = client(enforce_csrf_checks=True)
    browser.force_login(user())
    return browser


def test_plain_text_reaches_an_exempt_view():
    browser = signed_in()
    assert browser.post("/exempt/", **FOREIGN).content == b"ada moves to Elsewhere"
    assert browser.post("/", **FOREIGN).status_code == 403


def test_the_header_passes():
    browser = signed_in()
    token = browser.get("/").content.decode()
    got = browser.post("/", {"city": "Paris"}, content_type="application/json",
                       headers={"x-csrftoken": token})
    assert got.content == b"ada moves to Paris"


def test_the_session_cookie_is_lax():
    user()
    browser = client()
    browser.post("/login/", {"username": "ada", "password": "a long password"})
    assert browser.cookies["sessionid"]["samesite"] == "Lax"
