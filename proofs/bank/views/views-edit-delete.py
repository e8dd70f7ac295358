"""The two pages of the answer, for articles with and without comments."""

from proof import answer, client, in_threads, material, module, project, raises, run, user

HEAD = """
from django.db import IntegrityError
from django.urls import reverse_lazy
from django.views.generic import DeleteView, UpdateView
from news.models import Article
"""
project({
    "news/models.py": "from django.contrib.auth.models import User\nfrom django.db import models\n"
                      + material(),
    "views.py": HEAD + answer(0) + """
class OwnDelete(ArticleDelete):
    def delete(self, request, *args, **kwargs):
        raise AssertionError("delete was called")
""",
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [
            path("", views.ArticleEdit.as_view(), name="articles"),
            path("<int:pk>/", views.ArticleEdit.as_view()),
            path("<int:pk>/delete/", views.ArticleDelete.as_view()),
            path("<int:pk>/own/", views.OwnDelete.as_view()),
        ]
    """,
    "templates/news/article_form.html": "{{ form }}",
    "templates/news/article_confirm_delete.html": "Really?{{ form.non_field_errors }}",
}, db="postgres", migrate=False)
run("migrate", "auth")  # before the foreign keys to it
run("migrate", run_syncdb=True)


def article():
    from django.contrib.auth.models import User

    author = User.objects.filter(username="ada").first() or user()
    return module("news.models").Article.objects.create(title="old", changed_by=author)


def rows():
    return list(module("news.models").Article.objects.values_list("title", flat=True))


def test_get_shows_and_post_acts():
    made, browser = article(), client()
    browser.force_login(made.changed_by)
    assert b'value="old"' in browser.get(f"/{made.pk}/").content
    assert browser.post(f"/{made.pk}/", {"title": "new"})["Location"] == "/"
    assert rows() == ["new"]
    assert browser.get(f"/{made.pk}/delete/").content == b"Really?"
    assert rows() == ["new"]
    assert browser.post(f"/{made.pk}/delete/")["Location"] == "/"
    assert rows() == []


def test_the_editor_comes_from_the_request():
    made, browser, bob = article(), client(), user("bob")
    browser.force_login(bob)
    browser.post(f"/{made.pk}/", {"title": "new", "changed_by": made.changed_by.pk})
    made.refresh_from_db()
    assert made.changed_by == bob


def test_an_article_with_comments_stays_and_the_page_says_why():
    made = article()
    module("news.models").Comment.objects.create(article=made)
    response = client().post(f"/{made.pk}/delete/")
    assert b"This article has comments." in response.content
    assert rows() == ["old"]


def test_a_late_comment_is_stopped_by_the_foreign_key():
    from django.db import IntegrityError, connections
    from django.db.models import ProtectedError
    from django.db.models.signals import pre_delete

    news, made = module("news.models"), article()

    def comment(instance, **_):  # pre_delete comes after Django's own check
        in_threads(lambda: news.Comment.objects.create(article_id=instance.pk))

    assert issubclass(ProtectedError, IntegrityError)
    pre_delete.connect(comment, sender=news.Article)
    try:
        assert b"This article has comments." in client().post(f"/{made.pk}/delete/").content
        news.Comment.objects.all().delete()
        connections.settings["default"]["ATOMIC_REQUESTS"] = True
        with raises(IntegrityError, match="foreign key") as failed:
            client().post(f"/{made.pk}/delete/")
        assert not isinstance(failed[0], ProtectedError)
    finally:
        connections.settings["default"]["ATOMIC_REQUESTS"] = False
        pre_delete.disconnect(comment, sender=news.Article)
    assert rows() == ["old"]


def test_post_skips_an_own_delete():
    assert client().post(f"/{article().pk}/own/").status_code == 302
    assert rows() == []
