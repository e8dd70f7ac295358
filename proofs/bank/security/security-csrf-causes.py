"""The three refusals of the log, each made and mended."""

import re

from proof import MIDDLEWARE, client, project, settings, user

project({"urls.py": """
    from django.contrib.auth.views import LoginView
    from django.http import HttpResponse
    from django.urls import path
    from django.views.decorators.csrf import ensure_csrf_cookie

    def page(request):
        return HttpResponse("no form here")

    urlpatterns = [
        path("bare/", page),
        path("ensured/", ensure_csrf_cookie(page)),
        path("login/", LoginView.as_view(template_name="form.html", next_page="/bare/")),
    ]
""", "templates/form.html": "{% csrf_token %}"}, MIDDLEWARE=MIDDLEWARE)


def refusal(browser, path, **options):
    """The reason that Django logs, or nothing where the request passes."""
    import logging

    reasons = []
    handler = logging.Handler()
    handler.emit = lambda record: reasons.append(record.getMessage())
    logger = logging.getLogger("django.security.csrf")
    logger.addHandler(handler)
    try:
        browser.post(path, **options)
    finally:
        logger.removeHandler(handler)
    return " ".join(reasons)


def strict():
    return client(enforce_csrf_checks=True)


def token(browser, **options):
    text = browser.get("/login/", **options).content.decode()
    return re.search('value="([^"]+)"', text)[1]


def test_the_page_sets_the_cookie():
    browser = strict()
    browser.get("/bare/")
    assert "CSRF cookie not set" in refusal(browser, "/bare/")
    browser.get("/ensured/")
    value = browser.cookies["csrftoken"].value
    assert refusal(browser, "/bare/", headers={"x-csrftoken": value}) == ""


def test_the_origin_fits_by_header_or_by_list():
    browser = strict()
    sent = {"x-csrftoken": token(browser), "origin": "https://testserver",
            "x-forwarded-proto": "https", "host": "testserver"}
    assert ("Origin checking failed - https://testserver does not match any trusted origins"
            in refusal(browser, "/bare/", headers=sent))
    with settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert refusal(browser, "/bare/", headers=sent) == ""
    with settings(CSRF_TRUSTED_ORIGINS=["https://testserver"]):
        # The middleware reads the list once; a new client has a new one.
        again = strict()
        again.cookies = browser.cookies
        assert refusal(again, "/bare/", headers=sent) == ""


def test_another_visitors_token_is_incorrect():
    first, second = strict(), strict()
    shared = token(first)
    token(second)
    assert refusal(first, "/bare/", data={"csrfmiddlewaretoken": shared}) == ""
    assert "CSRF token from POST incorrect" in refusal(
        second, "/bare/", data={"csrfmiddlewaretoken": shared})


def test_signing_in_renews_the_token():
    user("ada")
    browser = strict()
    old = token(browser)
    browser.post("/login/", {"username": "ada", "password": "a long password",
                             "csrfmiddlewaretoken": old})
    assert "incorrect" in refusal(browser, "/bare/", data={"csrfmiddlewaretoken": old})


def test_the_plain_client_skips_the_check():
    assert refusal(client(), "/bare/") == ""
