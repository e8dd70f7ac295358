"""The view of the material and that of the answer, for a profile that needs its user."""

from django.db import IntegrityError

from proof import answer, client, material, module, project, raises, user

HEAD = """
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect, render
from django.views.generic import UpdateView
from people.models import Profile
"""
project({
    "people/models.py": """
        from django.conf import settings
        from django.db import models

        class Profile(models.Model):
            user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            name = models.CharField(max_length=5)
            bio = models.TextField(blank=True)
    """,
    "flawed.py": HEAD + material(),
    "mended.py": HEAD + answer(0),
    "urls.py": """
        from django.urls import path
        import flawed
        import mended

        urlpatterns = [
            path("profile/<int:pk>/", flawed.ProfileView.as_view()),
            path("mine/", mended.ProfileView.as_view()),
        ]
    """,
    "templates/profile.html":
        "{{ form }}{% for each in errors %}<p class='wrong'>{{ each.name }}</p>{% endfor %}",
})


def profile(name="ada"):
    return module("people.models").Profile.objects.create(user=user(name), name=name)


def test_a_valid_post_inserts_and_fails():
    url = f"/profile/{profile().pk}/"
    with raises(IntegrityError, match="user_id"):
        client().post(url, {"name": "eve"})


def test_the_next_visitor_sees_the_mistakes_of_the_first():
    url = f"/profile/{profile().pk}/"
    client().post(url, {"name": "too long"})
    assert client().post(url, {"name": "also long"}).content.count(b"wrong") == 2


def test_after_a_mistake_the_entered_text_is_gone():
    url = f"/profile/{profile().pk}/"
    assert b"too long" not in client().post(url, {"name": "too long"}).content


def test_any_visitor_reaches_any_profile():
    assert b'value="ada"' in client().get(f"/profile/{profile().pk}/").content


def test_the_mended_view_edits_the_own_profile():
    mine = profile()
    assert client().get("/mine/").status_code == 302
    browser = client()
    browser.force_login(mine.user)
    assert b"too long" in browser.post("/mine/", {"name": "too long"}).content
    assert browser.post("/mine/", {"name": "eve"})["Location"] == "/"
    mine.refresh_from_db()
    assert mine.name == "eve"
