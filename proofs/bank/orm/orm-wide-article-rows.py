"""Three articles with a long body."""

from proof import answer, load, material, module, part, project, queries, raises, user

HEAD = "from django.contrib.auth.models import User\nfrom django.db import models\n"
project({"news/models.py": HEAD + part(material(), "class Article", "# The list")})
Article = module("news.models").Article
LIST = part(material(), "# The list")


def articles():
    author = user("ada")
    for number in range(3):
        Article.objects.create(author=author, title=f"t{number}", body="x" * 999, source={"a": 1})


def old():
    return load(LIST, Article=Article).articles


def new():
    head = "from django.db.models.functions import Left\n"
    return load(head + answer(), Article=Article).articles


def sql_of(rows) -> str:
    with queries() as sent:
        assert len(rows) == 3
    assert len(sent) == 1
    return sent[0]


def test_wide_columns_are_not_read():
    articles()
    assert '"source"' in sql_of(old())
    for rows in (new(), old().defer("body", "source"), old().values("title")):
        assert '"source"' not in sql_of(rows)
    for rows in (new(), old().defer("body", "source")):
        assert {"body", "source"} <= rows[0].get_deferred_fields()
    with queries() as sent:
        shown = [(each.title, each.author.username, each.teaser) for each in new()]
    assert shown[0] == ("t2", "ada", "x" * 200) and len(sent) == 1


def test_a_deferred_field_costs_a_query_per_row():
    articles()
    with queries() as sent:
        assert [each.body[:1] for each in new()] == ["x"] * 3
    assert len(sent) == 1 + 3
    assert hasattr(new()[0], "full_clean")
    assert not hasattr(old().values("title")[0], "full_clean")


def test_only_without_the_author_is_an_error():
    from django.core.exceptions import FieldError

    with raises(FieldError, match="both deferred and traversed"):
        list(Article.objects.select_related("author").only("title"))
