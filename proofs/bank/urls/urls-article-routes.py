"""The routes and views of the answer; the views tell what they were given."""

from proof import answer, client, load, module, part, project, replace

ROUTES = part(answer(), "# blog/urls.py", "# blog/views.py")
VIEWS = part(answer(), "# blog/views.py")


def telling(view):
    from django.http import HttpResponse

    def told(request, **captured):
        view(request, **captured)  # fails unless its arguments have these names
        return HttpResponse(f"{view.__name__} {captured}")
    return told


project({
    "blog/models.py": "",
    "blog/views.py": VIEWS,
    "blog/urls.py": "from django.urls import path\nimport telling_views as views\n" + ROUTES,
    "telling_views.py": """
        from blog import views
        from the_proof import telling

        globals().update({name: telling(view) for name, view in vars(views).items()
                          if callable(view)})
    """,
    "urls.py": """
        from django.urls import include, path

        urlpatterns = [path("", include("blog.urls"))]
    """,
})


def seen(path):
    return client().get(path)


def test_the_captured_parts_reach_the_view():
    assert seen("/articles/").content == b"articles {}"
    assert seen("/articles/2026/").content == b"year {'year': 2026}"
    article = seen("/articles/2026/django-at-work/").content
    assert article == b"article {'year': 2026, 'slug': 'django-at-work'}"


def test_a_year_in_letters_is_not_found():
    assert b"'year': 2026}" in seen("/articles/2026/").content  # a number, not text
    assert seen("/articles/last/").status_code == 404


def test_the_first_match_is_taken():
    from django.urls import clear_url_caches, path, resolve

    def name_with(routes):
        load(routes, "other_urls", path=path, views=module("telling_views"), any_view=print)
        clear_url_caches()
        return resolve("/articles/2026/", "other_urls").url_name

    slug = 'path("articles/<slug:slug>/", any_view, name="slug"),'
    assert name_with(ROUTES) == "year"
    assert name_with(replace(ROUTES, ("urlpatterns = [", "urlpatterns = [" + slug))) == "slug"
    assert name_with(replace(ROUTES, ("\n]", "\n" + slug + "]"))) == "year"


def test_links_are_built_from_the_names():
    from django.urls import reverse

    assert reverse("article", args=[2026, "a-b"]) == "/articles/2026/a-b/"
