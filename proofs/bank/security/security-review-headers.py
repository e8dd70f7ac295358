"""The headers of the site by default, by the three settings, and with one view exempt."""

from django.conf import settings as conf

from proof import MIDDLEWARE, client, load, material, project, settings

project({"urls.py": """
    from django.http import HttpResponse
    from django.middleware.csrf import get_token
    from django.urls import path
    from django.views.decorators.clickjacking import xframe_options_exempt

    @xframe_options_exempt
    def booking(request):
        return HttpResponse("book", headers={
            "Content-Security-Policy": "frame-ancestors https://partner.example"})

    def form(request):
        return HttpResponse(get_token(request))

    urlpatterns = [path("", lambda request: HttpResponse("home")), path("book/", booking),
                   path("form/", form)]
"""}, MIDDLEWARE=["django.middleware.security.SecurityMiddleware", *MIDDLEWARE,
                  "django.middleware.clickjacking.XFrameOptionsMiddleware"])


def headers(path="/"):
    return client().get(path).headers


def test_the_defaults():
    assert headers()["X-Frame-Options"] == "DENY"
    assert headers()["Referrer-Policy"] == "same-origin"
    assert headers()["X-Content-Type-Options"] == "nosniff"
    assert conf.SESSION_COOKIE_SAMESITE == conf.CSRF_COOKIE_SAMESITE == "Lax"


def test_a_form_without_its_cookie_fails():
    # A foreign frame keeps Lax cookies back: the token comes, its cookie does not.
    visitor = client(enforce_csrf_checks=True)
    token = visitor.get("/form/").content.decode()
    assert visitor.post("/form/", {"csrfmiddlewaretoken": token}).status_code == 200
    visitor.cookies.clear()
    assert visitor.post("/form/", {"csrfmiddlewaretoken": token}).status_code == 403


def test_what_the_three_lines_send():
    changed = {name: value for name, value in vars(load(material())).items() if name.isupper()}
    with settings(**changed):
        assert headers()["X-Frame-Options"] == "ALLOW-FROM HTTPS://PARTNER.EXAMPLE"
        assert headers()["Referrer-Policy"] == "unsafe-url"
        assert "X-Content-Type-Options" not in headers()


def test_only_the_booking_view_may_be_framed():
    assert "X-Frame-Options" not in headers("/book/")
    assert "https://partner.example" in headers("/book/")["Content-Security-Policy"]
    assert headers()["X-Frame-Options"] == "DENY"
