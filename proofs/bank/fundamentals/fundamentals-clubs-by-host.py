"""Clubs found by the host of the request, with `Site` as the table of host names."""

from proof import client, project, request, settings

project({
    "hosts.py": """
        from django.contrib.sites.models import Site
        from django.contrib.sites.shortcuts import get_current_site
        from django.http import HttpResponseNotFound

        def club_middleware(get_response):
            def middleware(request):
                try:
                    request.club = get_current_site(request)
                except Site.DoesNotExist:
                    return HttpResponseNotFound("no such club")
                return get_response(request)
            return middleware
        """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        urlpatterns = [path("", lambda request: HttpResponse(request.club.name))]
        """,
}, apps=["django.contrib.sites"], MIDDLEWARE=["hosts.club_middleware"])


def clubs() -> None:
    from django.contrib.sites.models import Site

    Site.objects.clear_cache()
    Site.objects.create(domain="chess.clubs.example", name="Chess")
    Site.objects.create(domain="rowing.example", name="Rowing")


def get(host: str):
    return client(headers={"host": host}).get("/")


def test_the_site_is_found_by_host_unless_site_id_is_set():
    from django.contrib.sites.models import Site
    from django.contrib.sites.shortcuts import get_current_site

    clubs()
    asked = request("/", headers={"host": "rowing.example"})
    assert get_current_site(asked).name == "Rowing"
    with settings(SITE_ID=Site.objects.get(name="Chess").pk):
        assert get_current_site(asked).name == "Chess"


def test_a_leading_dot_admits_every_name_below_the_domain():
    clubs()
    with settings(ALLOWED_HOSTS=[".clubs.example"]):
        assert get("chess.clubs.example").content == b"Chess"
        assert get("rowing.example").status_code == 400


def test_the_middleware_refuses_a_host_that_the_table_does_not_hold():
    clubs()
    with settings(ALLOWED_HOSTS=["*"]):
        assert get("rowing.example").content == b"Rowing"
        assert get("evil.example.org").status_code == 404
