"""A POST with and without the token, and from another site."""

from proof import client, project

project({"urls.py": """
    from django.http import HttpResponse
    from django.middleware.csrf import get_token
    from django.urls import path

    urlpatterns = [path("", lambda request: HttpResponse(get_token(request)))]
"""})


def page():
    browser = client(enforce_csrf_checks=True)
    return browser, browser.get("/").content.decode()


def test_a_token_in_form_or_header_passes():
    browser, token = page()
    assert browser.post("/").status_code == 403
    assert browser.post("/", {"csrfmiddlewaretoken": token}).status_code == 200
    assert browser.post("/", headers={"x-csrftoken": token}).status_code == 200
    _, foreign = page()
    assert browser.post("/", headers={"x-csrftoken": foreign}).status_code == 403


def test_a_wrong_origin_is_refused():
    browser, token = page()
    for origin, status in (("http://testserver", 200), ("https://evil.example", 403)):
        assert browser.post("/", headers={"x-csrftoken": token, "origin": origin}
                            ).status_code == status
