"""The two views of the answer, for an article, a draft and links that lead nowhere."""

import datetime

from proof import answer, client, load, material, module, project, raises, replace, request

HEAD = """
import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from news.models import Article
"""
project({
    "news/models.py": "from django.db import models\n" + material(),
    "views.py": HEAD + answer(0),
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [
            path("<slug:slug>/", views.article),
            path("day/<int:year>/<int:month>/<int:day>/", views.day),
        ]
    """,
    "templates/article.html": "{{ article.slug }}",
    "templates/day.html": "{% for each in articles %}{{ each.slug }}{% endfor %}",
})


def article(slug="tea", day="2026-01-31"):
    return module("news.models").Article.objects.create(slug=slug, day=day)


def test_an_article_and_its_day():
    article()
    assert client().get("/tea/").content == b"tea"
    assert client().get("/day/2026/1/31/").content == b"tea"
    empty = client().get("/day/2026/1/30/")
    assert (empty.status_code, empty.content) == (200, b"")


def test_an_unknown_link_is_404_and_get_a_server_error():
    assert client().get("/milk/").status_code == 404
    bare = load(HEAD + replace(answer(0), ("get_object_or_404(Article, ", "Article.objects.get(")))
    with raises(module("news.models").Article.DoesNotExist):
        bare.article(request(), "milk")


def test_a_draft_is_404():
    article(day=None)
    assert client().get("/tea/").status_code == 404


def test_an_impossible_date_is_404():
    assert client().get("/day/2026/2/31/").status_code == 404
    assert client().get("/day/20260000000/1/31/").status_code == 404
    with raises(ValueError):
        datetime.date(2026, 2, 31)
    with raises(OverflowError):
        datetime.date(20260000000, 1, 31)


def test_two_articles_with_one_slug_are_a_server_error():
    article(), article()
    with raises(module("news.models").Article.MultipleObjectsReturned):
        client().get("/tea/")
