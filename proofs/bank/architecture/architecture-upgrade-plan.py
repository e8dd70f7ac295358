"""Two things that ran on Django 4.2 with a warning and break before 5.2."""

from proof import client, load, project, raises

project({"urls.py": """
    from django.contrib.auth.views import LogoutView
    from django.urls import path

    urlpatterns = [path("logout/", LogoutView.as_view(next_page="/"))]
"""})

MODEL = """
from django.db import models

class Visit(models.Model):
    place = models.CharField(max_length=9)
    day = models.DateField()

    class Meta:
        app_label = "auth"
        index_together = [("place", "day")]
"""


def test_index_together_is_refused():
    with raises(TypeError, match="invalid attribute.*index_together"):
        load(MODEL)


def test_logout_by_get_answers_405():
    assert client().get("/logout/").status_code == 405
    assert client().post("/logout/").status_code == 302
