"""The view as shown and with the lines of the answer, for a team that its owner renames."""

from proof import answer, client, load, material, module, part, project, replace, user

project({
    "teams/models.py": """
        from django.conf import settings
        from django.db import models

        class Team(models.Model):
            name = models.CharField(max_length=80)
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
        """,
    "templates/teams.html": "{{ notice }}" + answer(1),
    "templates/rename.html": "{{ form }}",
    "templates/other.html": "no loop here",
    "urls.py": """
        from django.shortcuts import render
        from django.urls import path

        urlpatterns = [
            path("teams/", lambda request: render(request, "teams.html"), name="team-list"),
            path("other/", lambda request: render(request, "other.html")),
        ]
        """,
})
from django import forms  # noqa: E402
from django.contrib import messages  # noqa: E402
from django.shortcuts import get_object_or_404, redirect, render  # noqa: E402
from django.urls import path  # noqa: E402

Team = module("teams.models").Team
NAMES = dict(get_object_or_404=get_object_or_404, render=render, redirect=redirect,
             messages=messages, Team=Team, TeamForm=forms.modelform_factory(Team, fields=["name"]))
OLD = material()
SAVED = part(OLD, "        form.save()", '    return render(request, "rename')
module("urls").urlpatterns += [
    path("old/<int:pk>/", load(OLD, "old", **NAMES).rename),
    path("new/<int:pk>/", load(replace(OLD, (SAVED, answer(0))), "new", **NAMES).rename),
]


def saved(view: str, name: str = "Chess"):
    browser, ada = client(), user()
    browser.force_login(ada)
    team = Team.objects.create(name="Draughts", owner=ada)
    response = browser.post(f"/{view}/{team.pk}/", {"name": name})
    assert Team.objects.get().name == name
    return browser, response


def test_the_old_view_answers_the_post_with_a_page():
    _, response = saved("old")
    assert response.status_code == 200 and b"Chess saved." in response.content


def test_the_post_ends_in_a_redirect_to_the_list():
    browser, response = saved("new")
    assert (response.status_code, response["Location"]) == (302, "/teams/")
    Team.objects.update(name="Go")
    assert browser.get("/teams/").status_code == 200 == browser.get("/teams/").status_code
    assert Team.objects.get().name == "Go"


def test_a_message_waits_for_the_loop_and_is_shown_once():
    browser, _ = saved("new")
    browser.get("/other/")
    assert b'<p class="success">Chess saved.</p>' in browser.get("/teams/").content
    assert b"saved" not in browser.get("/teams/").content


def test_markup_in_the_name_stays_text():
    browser, _ = saved("new", "<b>Chess</b>")
    page = browser.get("/teams/").content
    assert b"&lt;b&gt;Chess&lt;/b&gt; saved." in page and b"<b>" not in page
