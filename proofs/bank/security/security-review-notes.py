"""The notes page with a hostile order, a hostile note and a link that deletes."""

import sqlite3

from proof import client, material, module, project, raises, user

project({
    "notes/models.py": """
        from django.db import models

        class Note(models.Model):
            text = models.TextField()
    """,
    "urls.py": """
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.safestring import mark_safe
from notes.models import Note

""" + material() + """
urlpatterns = [path("", notes), path("notes/<int:pk>/delete/", delete)]
""",
    "templates/notes.html": "{% for text in texts %}<p>{{ text }}</p>{% endfor %}"}, db="postgres")


def browser(**options):
    made = client(**options)
    made.force_login(user())
    return made


def write(*texts):
    for text in texts:
        module("notes.models").Note.objects.create(text=text)


def test_the_order_answers_questions_about_users():
    write("b", "a")
    colleague = browser()
    first = "<p>b</p><p>a</p>"
    question = "(CASE WHEN (SELECT username FROM auth_user) LIKE '{}%' THEN id ELSE -id END)"
    assert colleague.get("/", {"order": question.format("a")}).content.decode() == first
    assert colleague.get("/", {"order": question.format("b")}).content.decode() != first


def test_a_parameter_is_a_constant():
    from django.core.exceptions import FieldError
    from django.db import ProgrammingError, connection

    file = sqlite3.connect(":memory:")
    file.execute("CREATE TABLE note AS SELECT 'b' AS text UNION ALL SELECT 'a'")
    assert file.execute("SELECT text FROM note ORDER BY ?", ["text"]).fetchall() == [("b",), ("a",)]
    assert file.execute("SELECT text FROM note ORDER BY text").fetchall() == [("a",), ("b",)]
    with connection.cursor() as cursor, raises(ProgrammingError, match="constant in ORDER BY"):
        cursor.execute("SELECT text FROM notes_note ORDER BY %s", ["text"])
    notes = module("notes.models").Note.objects
    write("b", "a")
    assert [note.text for note in notes.order_by("text")] == ["a", "b"]
    with raises(FieldError):
        notes.order_by("(SELECT username FROM auth_user)")


def test_the_note_is_not_escaped():
    write("<img src=x onerror=go()>")
    assert b"<img src=x onerror=go()>" in browser().get("/").content
    from django.template.loader import render_to_string

    assert "<img" not in render_to_string("notes.html", {"texts": ["<img src=x onerror=go()>"]})


def test_a_get_deletes():
    write("one")
    pk = module("notes.models").Note.objects.get().pk
    browser(enforce_csrf_checks=True).get(f"/notes/{pk}/delete/",
                                          headers={"referer": "https://evil.example/"})
    assert not module("notes.models").Note.objects.exists()
