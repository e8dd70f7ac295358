"""The list and the edit form of the answer as generic views with a few lines each."""

from proof import client, module, project, user

project({
    "news/models.py": """
        from django.conf import settings
        from django.db import models

        class Article(models.Model):
            author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            title = models.CharField(max_length=20)
    """,
    "urls.py": """
        from django.contrib.auth.mixins import LoginRequiredMixin
        from django.urls import path
        from django.views.generic import ListView, UpdateView
        from news.models import Article

        class ArticleEdit(LoginRequiredMixin, UpdateView):
            fields = ["title"]
            success_url = "/articles/"

            def get_queryset(self):
                return Article.objects.filter(author=self.request.user)

        articles = ListView.as_view(model=Article, ordering="pk", paginate_by=20)
        urlpatterns = [
            path("articles/", articles),
            path("articles/<pk>/edit/", ArticleEdit.as_view()),
        ]
    """,
    "templates/news/article_list.html":
        "{% for each in article_list %}{{ each.title }};{% endfor %}"
        "{{ page_obj.paginator.num_pages }}",
    "templates/news/article_form.html": "{{ form }}",
})


def article(author, title="old"):
    return module("news.models").Article.objects.create(author=author, title=title)


def test_a_list_view_brings_paging_context_and_template_name():
    ada = user()
    for number in range(21):
        article(ada, str(number))
    assert client().get("/articles/?page=2").content == b"20;2"


def test_an_update_view_loads_binds_shows_errors_and_redirects():
    browser, ada = client(), user()
    url = f"/articles/{article(ada).pk}/edit/"
    browser.force_login(ada)
    assert b'value="old"' in browser.get(url).content
    rejected = browser.post(url, {"title": "x" * 21})
    assert b"at most 20 characters" in rejected.content
    assert b"x" * 21 in rejected.content
    assert browser.post(url, {"title": "new"})["Location"] == "/articles/"
    assert module("news.models").Article.objects.get().title == "new"


def test_outside_the_queryset_there_is_404():
    browser, url = client(), f"/articles/{article(user()).pk}/edit/"
    assert browser.get(url)["Location"].startswith("/accounts/login/"), "without it, an error"
    browser.force_login(user("bob"))
    assert browser.get(url).status_code == 404
