"""Two notes, read through one queryset in all ways."""

from proof import module, project, queries

project({"notes/models.py": """
    from django.db import models

    class Note(models.Model):
        text = models.CharField(max_length=20)
"""})
Note = module("notes.models").Note


def notes():
    for text in "ab":
        Note.objects.create(text=text)
    return Note.objects.order_by("text")


def test_what_makes_it_run():
    notes()
    for act in (list, len, bool, lambda rows: [row for row in rows]):
        with queries() as sent:
            rows = Note.objects.filter(text__in=["a", "b"]).order_by("text")
        assert sent == []
        with queries() as sent:
            act(rows)
            act(rows)
        assert len(sent) == 1, "the second time uses the rows of the first"


def test_filter_leaves_the_old_one():
    rows = notes()
    rows.filter(text="a")
    assert len(rows) == 2
    assert [note.text for note in rows.filter(text="a")] == ["a"]


def test_indexing_asks_each_time_until_it_is_read():
    rows = notes()
    with queries() as sent:
        assert rows[0].text == rows[0].text == "a"
    assert len(sent) == 2
    len(rows)
    with queries() as sent:
        assert rows[0].text == "a"
    assert sent == []


def test_read_rows_go_stale_and_inside_a_filter_it_is_a_subquery():
    rows = notes()
    assert len(rows) == 2
    Note.objects.create(text="c")
    assert len(rows) == 2 and len(rows.all()) == 3
    with queries() as sent:
        assert Note.objects.filter(pk__in=Note.objects.filter(text="a")).count() == 1
    assert len(sent) == 1
