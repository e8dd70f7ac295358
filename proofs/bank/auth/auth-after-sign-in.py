"""A site with Django's own login view; the rows of the material come to be in it."""

from proof import client, module, project, raises, settings, user

project({"urls.py": """
    from django.contrib.auth.views import LoginView, PasswordChangeView
    from django.http import HttpResponse
    from django.urls import path

    def start(request):
        request.session["basket"] = [3]
        return HttpResponse("")

    urlpatterns = [
        path("start/", start),
        path("in/", LoginView.as_view(template_name="in.html", next_page="/who/")),
        path("change/", PasswordChangeView.as_view(template_name="in.html", success_url="/who/")),
        path("who/", lambda request: HttpResponse(request.user.username)),
    ]
""", "templates/in.html": "{{ form }}"})

Session = module("django.contrib.sessions.models").Session


def signed_in(name="ada"):
    browser = client()
    browser.get("/start/")
    before = browser.cookies["sessionid"].value
    assert browser.post("/in/", {"username": name, "password": "a long password"}).url == "/who/"
    return browser, before


def test_signing_in_stores_the_id_under_a_new_key():
    ada = user()
    browser, before = signed_in()
    after = browser.cookies["sessionid"].value
    assert after != before and not Session.objects.filter(pk=before).exists()
    assert Session.objects.get(pk=after).get_decoded()["_auth_user_id"] == str(ada.pk)


def test_the_id_in_the_session_decides_who_it_is():
    user()
    bo = user("bo")
    browser, _ = signed_in()
    session = browser.session
    session["_auth_user_id"] = str(bo.pk)
    session["_auth_user_hash"] = bo.get_session_auth_hash()
    session.save()
    assert browser.get("/who/").content == b"bo"
    with settings(MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"]):
        bare = client()
        bare.cookies = browser.cookies
        with raises(AttributeError, match="user"):
            bare.get("/who/")


def test_a_password_change_ends_another_session():
    user()
    (browser, _), (other, _) = signed_in(), signed_in()
    assert browser.get("/who/").content == other.get("/who/").content == b"ada"
    new = dict.fromkeys(["new_password1", "new_password2"], "quite another phrase")
    assert other.post("/change/", {"old_password": "a long password", **new}).url == "/who/"
    assert browser.get("/who/").content == b""
    assert other.get("/who/").content == b"ada"
