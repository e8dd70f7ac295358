"""The cookies of a login, as the settings make them."""

from proof import client, project, settings, user

project({"urls.py": """
    from django.contrib.auth import views
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [
        path("login/", views.LoginView.as_view(template_name="login.html", next_page="/")),
        path("", lambda request: HttpResponse("home")),
    ]
""", "templates/login.html": "{% csrf_token %}"})


def cookies(**options):
    user("ada")
    browser = client(**options)
    browser.get("/login/")
    first = browser.cookies["csrftoken"].value
    got = browser.post("/login/", {"username": "ada", "password": "a long password"},
                       headers={"x-csrftoken": first})
    assert got.status_code == 302
    return got.cookies["sessionid"], got.cookies["csrftoken"]


def test_the_flags_come_from_these_settings():
    with settings(SESSION_COOKIE_HTTPONLY=False, SESSION_COOKIE_DOMAIN="example.com"):
        session, csrf = cookies()
    assert session["domain"] == "example.com" and not session["httponly"]
    assert not session["secure"] and not csrf["secure"]
    assert session["samesite"] == csrf["samesite"] == "Lax"
    assert session["max-age"] == 1209600 and csrf["max-age"] == 31449600
    from django.contrib.auth.models import User

    User.objects.all().delete()
    with settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        session, csrf = cookies()
    assert session["secure"] and csrf["secure"] and not session["domain"]


def test_httponly_is_the_default():
    session, csrf = cookies()
    assert session["httponly"] and not csrf["httponly"]


def test_a_script_sends_what_it_reads():
    # `cookies` reads the token from the cookie and sends it as a header, as a script does.
    _, csrf = cookies(enforce_csrf_checks=True)
    assert not csrf["httponly"], "a script may read it"
    browser = client(enforce_csrf_checks=True)
    browser.get("/login/")
    silent = browser.post("/login/", {"username": "ada", "password": "a long password"})
    assert silent.status_code == 403, "the cookie alone does not do"
