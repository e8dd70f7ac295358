"""A site behind a balancer that speaks plain HTTP to Django."""

from proof import MIDDLEWARE, client, project, settings

project({"urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [path("", lambda request: HttpResponse("home")),
                   path("health/", lambda request: HttpResponse("ok"))]
"""}, MIDDLEWARE=["django.middleware.security.SecurityMiddleware", *MIDDLEWARE],
    SECURE_SSL_REDIRECT=True, SECURE_REDIRECT_EXEMPT=["^health/$"])
TRUST = {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}
BY_HTTPS = {"x-forwarded-proto": "https"}


def test_the_redirect_loops_without_the_header():
    # What the visitor asks by HTTPS reaches Django by HTTP: the same redirect, for ever.
    got = client().get("/", headers=BY_HTTPS)
    assert (got.status_code, got.url) == (301, "https://testserver/")
    with settings(**TRUST):
        assert client().get("/", headers=BY_HTTPS).status_code == 200
        assert client().get("/", headers={"x-forwarded-proto": "http"}).status_code == 301


def test_a_client_can_claim_https():
    with settings(**TRUST):
        claimed = client().get("/", headers=BY_HTTPS)
        assert claimed.wsgi_request.is_secure()


def test_hsts_is_sent_by_https_only():
    with settings(SECURE_HSTS_SECONDS=3600):
        assert client().get("/", secure=True).headers["Strict-Transport-Security"] == "max-age=3600"
        assert "Strict-Transport-Security" not in client().get("/health/").headers


def test_the_health_check_is_exempt():
    assert client().get("/health/").status_code == 200
