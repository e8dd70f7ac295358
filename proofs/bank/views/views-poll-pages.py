"""The poll of the material with the three views of the answer."""

from django.db import connection
from django.http import HttpResponse

from proof import answer, client, material, module, project

HEAD = """
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from poll.models import Choice
"""
project({
    "poll/models.py": "from django.db import models\n" + material(),
    "views.py": HEAD + answer(0),
    "templates/poll.html": "{% for choice in choices %}[{{ choice.title }}]{% endfor %}",
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [
            path("poll/", views.poll, name="poll"),
            path("poll/<int:pk>/vote/", views.vote, name="vote"),
            path("poll.txt", views.poll_text, name="poll-text"),
        ]
    """,
})


def tea():
    return module("poll.models").Choice.objects.create(title="Tea")


def test_the_page_and_the_text_show_the_choices():
    module("poll.models").Choice.objects.create(title="Thé")
    assert client().get("/poll/").content.decode() == "[Thé]"
    text = client().get("/poll.txt")
    assert (text.content.decode(), text["Content-Type"]) == ("Thé: 0", "text/plain; charset=utf-8")


def test_vote_accepts_only_post_and_redirects():
    choice = tea()
    assert client().get(f"/poll/{choice.pk}/vote/").status_code == 405
    response = client().post(f"/poll/{choice.pk}/vote/")
    assert (response.status_code, response["Location"]) == (302, "/poll/")
    choice.refresh_from_db()
    assert choice.votes == 1


def test_an_unknown_choice_gives_404():
    assert client().post("/poll/99/vote/").status_code == 404


def test_two_votes_at_once_both_count():
    choice = tea()
    vote = lambda: client().post(f"/poll/{choice.pk}/vote/").status_code
    other = []

    def between(execute, sql, params, many, context):
        # A second vote passes just before the first one is written.
        if sql.startswith("UPDATE") and not other:
            other.append(None)
            other.append(vote())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(between):
        assert (vote(), other) == (302, [None, 302])
    choice.refresh_from_db()
    assert choice.votes == 2


def test_the_default_content_type_is_html():
    assert HttpResponse("Tea: 0")["Content-Type"].startswith("text/html")
