"""A site with a page for not found and one for server errors, both with the visitor's name."""

from proof import client, project, settings, user

project({
    "urls.py": """
        from django.urls import path

        def broken(request):
            raise RuntimeError("secret")

        urlpatterns = [path("broken/", broken)]
    """,
    "own_urls.py": """
        from django.http import HttpResponse
        from urls import urlpatterns

        def handler404(request, exception):
            return HttpResponse("own view", status=404)
    """,
    "outer_urls.py": """
        from django.urls import include, path

        urlpatterns = [path("", include("own_urls"))]
    """,
    "templates/404.html": "not found, {{ user.username }}",
    "templates/500.html": "our fault, {{ user.username }}",
}, DEBUG=False)


def browser():
    made = client(raise_request_exception=False)
    made.force_login(user())
    return made


def test_django_finds_the_pages_by_name():
    visitor = browser()
    for path, status, start in (("/none/", 404, b"not found"), ("/broken/", 500, b"our fault")):
        response = visitor.get(path)
        assert response.status_code == status and response.content.startswith(start)


def test_only_the_404_page_gets_the_user():
    visitor = browser()
    assert visitor.get("/none/").content == b"not found, ada"
    assert visitor.get("/broken/").content == b"our fault, "


def test_with_debug_on_they_do_not_show():
    visitor = browser()
    with settings(DEBUG=True):
        assert b"not found, " not in visitor.get("/none/").content
        broken = visitor.get("/broken/").content
    assert b"our fault" not in broken and b"RuntimeError" in broken


def test_a_handler_in_the_root_urlconf_takes_over():
    visitor = browser()
    with settings(ROOT_URLCONF="own_urls"):
        assert visitor.get("/none/").content == b"own view"
    with settings(ROOT_URLCONF="outer_urls"):
        assert visitor.get("/none/").content == b"not found, ada"
