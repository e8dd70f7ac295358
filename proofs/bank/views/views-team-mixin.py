"""The three views of the material with the mixin of the answer, for two teams."""

from proof import answer, client, load, material, module, part, project, raises, replace, user

HEAD = """
from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import DetailView, ListView, UpdateView
from docs.models import Document
"""
views = replace(material(), ("(ListView)", "(TeamMixin, ListView)"),
                ("(DetailView)", "(TeamMixin, DetailView)"),
                ("(UpdateView)", "(TeamMixin, UpdateView)"))
project({
    "people/models.py": """
        from django.contrib.auth.models import AbstractUser
        from django.db import models

        class Team(models.Model):
            pass

        class User(AbstractUser):
            team = models.ForeignKey(Team, on_delete=models.CASCADE)
    """,
    "docs/models.py": """
        from django.db import models

        class Document(models.Model):
            team = models.ForeignKey("people.Team", on_delete=models.CASCADE)
            title = models.CharField(max_length=20)
    """,
    "views.py": HEAD + part(answer(0), "class TeamMixin", "class DocumentList") + views,
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [
            path("", views.DocumentList.as_view()),
            path("<int:pk>/", views.DocumentDetail.as_view()),
            path("<int:pk>/edit/", views.DocumentEdit.as_view()),
        ]
    """,
    "templates/docs/document_list.html":
        "{% for each in object_list %}{{ each.title }}{% endfor %}{{ total }}",
    "templates/docs/document_detail.html": "{{ object.title }}{{ total }}",
    "templates/docs/document_form.html": "{{ form.title.value }}{{ total }}",
}, AUTH_USER_MODEL="people.User")


def signed_in():
    people, documents = module("people.models"), module("docs.models").Document.objects
    mine, other = people.Team.objects.create(), people.Team.objects.create()
    browser = client()
    browser.force_login(user(team=mine))
    return (browser, documents.create(team=mine, title="mine").pk,
            documents.create(team=other, title="other").pk)


def test_the_own_document_is_shown_with_the_number():
    browser, mine, _ = signed_in()
    for path in ("/", f"/{mine}/", f"/{mine}/edit/"):
        assert browser.get(path).content == b"mine1", path


def test_another_teams_document_is_out_of_reach():
    browser, _, other = signed_in()
    assert browser.get("/").content == b"mine1"
    assert browser.get(f"/{other}/").status_code == 404
    assert browser.get(f"/{other}/edit/").status_code == 404


def test_on_the_right_the_mixin_is_not_reached():
    made = load(HEAD + replace(answer(0), ("(TeamMixin, ListView)", "(ListView, TeamMixin)")))
    assert made.DocumentList.get_queryset.__qualname__.startswith("MultipleObjectMixin")
    assert load(HEAD + answer(0)).DocumentList.get_queryset.__qualname__.startswith("TeamMixin")


def test_signed_out_visitors_are_sent_to_the_login():
    response = client().get("/")
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_without_the_login_mixin_the_view_fails():
    source = replace(HEAD + answer(0), ("TeamMixin(LoginRequiredMixin)", "TeamMixin"))
    from proof import request

    with raises(AttributeError, match="team"):
        load(source).DocumentList.as_view()(request())
