"""The list of the material, without WhiteNoise, which is a package; the proxy speaks plain HTTP."""

from django.core.exceptions import ImproperlyConfigured

from proof import client, load, material, project, raises, settings

given = load(material())
LIST = [name for name in given.MIDDLEWARE if "whitenoise" not in name]
AUTH, SESSIONS, CSRF, COMMON, SECURITY = LIST
ORDERED = [SECURITY, SESSIONS, COMMON, CSRF, AUTH]
SECURE = {"HTTP_X_FORWARDED_PROTO": "https"}

project({"urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [path("page/", lambda request: HttpResponse("page"))]
"""}, MIDDLEWARE=LIST, SECURE_SSL_REDIRECT=given.SECURE_SSL_REDIRECT)


def test_authentication_above_sessions_is_an_error():
    with raises(ImproperlyConfigured, match="session"):
        client().get("/page/")
    with settings(MIDDLEWARE=ORDERED):
        assert client().get("/page/", secure=True).content == b"page"


def test_behind_the_proxy_it_redirects_without_end():
    with settings(MIDDLEWARE=ORDERED):
        for headers in ({}, SECURE):
            response = client().get("/page/", **headers)
            assert response.status_code == 301
            assert response["Location"] == "https://testserver/page/"
        with settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
            assert client().get("/page/", **SECURE).content == b"page"


def test_an_answer_from_above_lacks_the_headers():
    def headers(order):
        with settings(MIDDLEWARE=order, PREPEND_WWW=True, SECURE_HSTS_SECONDS=60):
            response = client().get("/page/", secure=True)
            assert response["Location"] == "https://www.testserver/page/"
            return response.headers
    above, below = headers(ORDERED), headers([SESSIONS, COMMON, CSRF, AUTH, SECURITY])
    assert above["X-Content-Type-Options"] == "nosniff"
    for name in ("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"):
        assert name in above and name not in below


def test_without_the_entry_other_sites_may_frame_the_pages():
    frame = "django.middleware.clickjacking.XFrameOptionsMiddleware"
    for order, there in ((ORDERED, False), ([*ORDERED, frame], True)):
        with settings(MIDDLEWARE=order):
            assert ("X-Frame-Options" in client().get("/page/", secure=True)) is there
