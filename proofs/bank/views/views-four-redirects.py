"""The redirects of the material; the first of them in a module that the URLs import."""

from urllib.parse import urljoin

from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from proof import client, material, module, project, raises, replace, settings

HEAD = """
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import CreateView
from news.models import Article
"""
URLS = """
        from django.urls import path
        import views

        urlpatterns = [
            path("all/", views.shop, name="articles"),
            path("closed/", views.shop, name="closed"),
            path("articles/new/", views.ArticleNew.as_view()),
            path("articles/<int:pk>/publish/", views.publish),
            path("in/", views.signed_in),
            path("shop/", views.shop),
        ]
"""
project({
    "news/models.py": """
        from django.db import models

        class Article(models.Model):
            title = models.CharField(max_length=20)
            public = models.BooleanField(default=False)

            def get_absolute_url(self):
                return f"/articles/{self.pk}/"
    """,
    "flawed.py": HEAD + material(),
    "flawed_urls.py": URLS.replace("import views", "import flawed as views"),
    "views.py": HEAD + replace(material(), ("reverse(", "reverse_lazy(")),
    "urls.py": URLS,
})


def article():
    return module("news.models").Article.objects.create(title="one")


def test_reverse_fails_at_import_and_reverse_lazy_does_not():
    with settings(ROOT_URLCONF="flawed_urls"), raises(ImproperlyConfigured, match="circular"):
        client().get("/shop/")
    assert client().post("/articles/new/", {"title": "two"})["Location"] == "/all/"


def test_a_name_is_taken_for_a_relative_url():
    made = article()
    url = f"/articles/{made.pk}/publish/"
    location = client().get(url)["Location"]
    assert urljoin(url, location) == f"/articles/{made.pk}/publish/articles"
    targets = ("articles", "/elsewhere/", made)
    own = made.get_absolute_url()
    assert [redirect(to)["Location"] for to in targets] == ["/all/", "/elsewhere/", own]


def test_publish_changes_data_on_get():
    made = article()
    client().get(f"/articles/{made.pk}/publish/")
    made.refresh_from_db()
    assert made.public


def test_next_leads_to_another_site_unless_checked():
    other = "https://evil.example/"
    assert client().get("/in/", {"next": other})["Location"] == other
    assert not url_has_allowed_host_and_scheme(other, allowed_hosts={"testserver"})
    assert url_has_allowed_host_and_scheme("/all/", allowed_hosts={"testserver"})


def test_permanent_sends_301():
    assert client().get("/shop/").status_code == 301
    assert redirect("closed").status_code == 302
