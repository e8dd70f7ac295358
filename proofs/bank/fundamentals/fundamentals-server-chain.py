"""The WSGI callable that startproject makes, called as a server calls it."""

import io
from pathlib import Path

import django
from proof import client, project, request, settings

MADE = Path(django.__file__).parent / "conf/project_template/project_name/wsgi.py-tpl"
FOLDER = project({
    "shop/wsgi.py": MADE.read_text().replace("{{ project_name }}", "shop"),
    "static/shop.css": "body {}",
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        urlpatterns = [path("", lambda request: HttpResponse("a page"))]
        """,
})


def test_the_callable_answers_a_request_by_itself():
    from shop.wsgi import application

    started = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": "shop",
               "SERVER_PORT": "80", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http"}
    body = b"".join(application(environ, lambda status, headers: started.append(status)))
    assert (started, body) == (["200 OK"], b"a page")
    import os

    assert os.environ["DJANGO_SETTINGS_MODULE"] == "shop.settings"


def test_django_serves_files_only_in_debug_mode():
    from django.conf.urls.static import static

    with settings(DEBUG=False):
        assert static("/static/", document_root=FOLDER / "static") == []
        assert client().get("/static/shop.css").status_code == 404
    with settings(DEBUG=True):
        [pattern] = static("/static/", document_root=FOLDER / "static")
        found = pattern.resolve("static/shop.css")
        answer = found.func(request("/static/shop.css"), *found.args, **found.kwargs)
        assert b"".join(answer) == b"body {}"


def test_the_header_counts_only_with_the_setting():
    asked = request("/", headers={"x-forwarded-proto": "https"})
    assert not asked.is_secure()
    with settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert asked.is_secure()
        assert not request("/").is_secure()
