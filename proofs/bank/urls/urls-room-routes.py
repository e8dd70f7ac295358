"""The routes and views of the answer; the views tell what they were given."""

from proof import answer, client, load, module, part, project, replace

ROUTES = part(answer(), "# booking/urls.py", "# booking/views.py")
VIEWS = part(answer(), "# booking/views.py")


def telling(view):
    from django.http import HttpResponse

    def told(request, **captured):
        view(request, **captured)  # fails unless its arguments have these names
        return HttpResponse(f"{view.__name__} {captured}")
    return told


project({
    "booking/models.py": "",
    "booking/views.py": VIEWS,
    "booking/urls.py": "from django.urls import path\nimport telling_views as views\n" + ROUTES,
    "telling_views.py": """
        from booking import views
        from the_proof import telling

        globals().update({name: telling(view) for name, view in vars(views).items()
                          if callable(view)})
    """,
    "urls.py": """
        from django.urls import include, path

        urlpatterns = [path("", include("booking.urls"))]
    """,
})


def seen(path):
    return client().get(path)


def test_the_captured_parts_reach_the_view():
    assert seen("/rooms/").content == b"rooms {}"
    assert seen("/rooms/17/").content == b"room {'number': 17}"
    assert seen("/rooms/17/may-2026/").content == b"bookings {'number': 17, 'month': 'may-2026'}"


def test_a_number_in_letters_is_not_found():
    assert seen("/rooms/large/").status_code == 404


def test_the_first_match_is_taken():
    from django.urls import clear_url_caches, path, resolve

    def name_with(routes):
        load(routes, "other_urls", path=path, views=module("telling_views"), any_view=print)
        clear_url_caches()
        return resolve("/rooms/17/", "other_urls").url_name

    slug = 'path("rooms/<slug:name>/", any_view, name="slug"),'
    assert name_with(ROUTES) == "room"
    assert name_with(replace(ROUTES, ("urlpatterns = [", "urlpatterns = [" + slug))) == "slug"
    assert name_with(replace(ROUTES, ("\n]", "\n" + slug + "]"))) == "room"


def test_links_are_built_from_the_names():
    from django.urls import reverse

    assert reverse("bookings", args=[17, "may-2026"]) == "/rooms/17/may-2026/"
