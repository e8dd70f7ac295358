"""A site with Django's own login view, a page that uses the user and one that does not."""

from proof import client, module, project, queries, user

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
        path("change/", PasswordChangeView.as_view(success_url="/who/")),
        path("plain/", lambda request: HttpResponse("plain")),
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


def test_the_user_is_read_only_where_it_is_used():
    user()
    browser, _ = signed_in()
    with queries() as plain:
        browser.get("/plain/")
    with queries() as who:
        assert browser.get("/who/").content == b"ada"
    assert not any("auth_user" in sql for sql in plain)
    assert sum("auth_user" in sql for sql in who) == 1


def test_a_password_change_ends_another_session():
    user()
    home, _ = signed_in()
    other, _ = signed_in()
    assert other.get("/who/").content == b"ada"
    new = "another fine secret"
    assert home.post("/change/", {"old_password": "a long password", "new_password1": new,
                                  "new_password2": new}).url == "/who/"
    assert other.get("/who/").content == b""
    assert home.get("/who/").content == b"ada"
