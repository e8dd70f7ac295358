"""A whole page in the cache, for visitors whose price lies in their session."""

from proof import client, project

project({"urls.py": """
    from django.http import HttpResponse
    from django.urls import path
    from django.views.decorators.cache import cache_page
    from django.views.decorators.vary import vary_on_cookie

    def prices(request):
        return HttpResponse(f"price for group {request.session.get('group', 'visitor')}")

    def sign_in(request, group):
        request.session["group"] = group
        return HttpResponse("signed in")

    urlpatterns = [
        path("in/<group>/", sign_in),
        path("plain/", cache_page(60)(prices)),
        path("vary/", cache_page(60)(vary_on_cookie(prices))),
    ]
"""})


def seen(path: str, group: str):
    browser = client()
    browser.get(f"/in/{group}/")
    return browser.get(path)


def test_a_cached_page_leaks_a_session_price():
    first = seen("/plain/", "gold")
    assert first.content == b"price for group gold"
    assert first.headers["Vary"] == "Cookie", "the browser is told, the stored page is not"
    assert client().get("/plain/").content == b"price for group gold"


def test_vary_on_cookie_keeps_one_copy_per_cookie():
    assert seen("/vary/", "gold").content == b"price for group gold"
    assert seen("/vary/", "silver").content == b"price for group silver"
    assert client().get("/vary/").content == b"price for group visitor"
