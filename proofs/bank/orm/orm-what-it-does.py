"""A hundred books, each by its own author."""

from proof import module, project, queries

project({"shop/models.py": """
    from django.db import models

    class Author(models.Model):
        name = models.CharField(max_length=50)

    class Book(models.Model):
        title = models.CharField(max_length=50)
        author = models.ForeignKey(Author, on_delete=models.PROTECT)
"""})
Author, Book = module("shop.models").Author, module("shop.models").Book


def books(count: int) -> None:
    for number in range(count):
        author = Author.objects.create(name=f"author {number}")
        Book.objects.create(title=f"book {number}", author=author)


def test_input_stays_a_value():
    books(2)
    evil = "x' OR '1'='1"
    assert not Book.objects.filter(title=evil).exists()
    sql, params = Book.objects.filter(title=evil).query.sql_with_params()
    assert evil not in sql and params == (evil,)


def test_a_loop_over_100_books_sends_101_queries():
    books(100)
    with queries() as sent:
        assert len([book.author.name for book in Book.objects.all()]) == 100
    assert len(sent) == 101
    with queries() as sent:
        assert len([book.author.name for book in Book.objects.select_related("author")]) == 100
    assert len(sent) == 1


def test_a_queryset_runs_when_its_rows_are_needed():
    books(1)
    with queries() as sent:
        found = Book.objects.filter(title="book 0").order_by("title")
    assert sent == []
    with queries() as sent:
        assert list(found)
    assert len(sent) == 1
