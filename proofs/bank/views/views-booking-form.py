"""The form and the view of the material, finished with the code of the answer."""

from proof import answer, client, load, material, module, part, project, raises, replace, user

HEAD = """
from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from rooms.models import Booking
"""
FORM = part(material(), "class", "def")
project({
    "rooms/models.py": """
        from django.conf import settings
        from django.db import models

        class Booking(models.Model):
            room = models.CharField(max_length=20)
            user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            start = models.DateTimeField()
            end = models.DateTimeField()

        class Guarded(models.Model):
            start = models.DateTimeField()
            end = models.DateTimeField()

            class Meta:
                constraints = [models.CheckConstraint(
                    condition=models.Q(end__gt=models.F("start")), name="end_after_start")]
    """,
    "views.py": HEAD + replace(FORM, ("    # The rule for start and end\n", ""))
                + answer(0),
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [path("", views.book), path("all/", views.book, name="bookings")]
    """,
    "templates/book.html": "{{ form }}",
})
GOOD = {"room": "Attic", "start": "2030-01-01 10:00", "end": "2030-01-01 11:00"}


def post(**changes):
    browser = client()
    browser.force_login(user())
    return browser.post("/", {**GOOD, **changes})


def test_the_starter_code_imports():
    assert load(HEAD + material()).book


def test_clean_runs_when_a_field_failed():
    seen = []

    class Watched(module("views").BookingForm):
        def clean(self):
            seen.append(sorted(self.cleaned_data))
            super().clean()

    for field, other in (("start", "end"), ("end", "start")):
        assert list(Watched({**GOOD, field: "nonsense"}).errors) == [field]
        assert seen.pop() == sorted([other, "room"])
    form = Watched({**GOOD, "end": GOOD["start"]})
    assert form.errors == {"end": ["The end must come after the start."]}


def test_a_rejected_post_keeps_the_input_and_success_redirects():
    rejected = post(end=GOOD["start"])
    assert b"The end must come after the start." in rejected.content
    assert b'value="Attic"' in rejected.content
    assert module("rooms.models").Booking.objects.count() == 0
    browser = client()
    browser.force_login(user("bob"))
    assert browser.post("/", GOOD)["Location"] == "/all/"
    assert module("rooms.models").Booking.objects.get().user.username == "bob"


def test_only_a_constraint_stops_an_import():
    from django.db import IntegrityError
    from django.forms import modelform_factory

    models = module("rooms.models")
    wrong = {"start": "2030-01-02T00:00Z", "end": "2030-01-01T00:00Z"}
    models.Booking.objects.create(room="Attic", user=user(), **wrong)
    assert models.Booking.objects.count() == 1
    with raises(IntegrityError):
        models.Guarded.objects.create(**wrong)
    form = modelform_factory(models.Guarded, fields=["start", "end"])
    assert not form({**GOOD, "end": GOOD["start"]}).is_valid() and form(GOOD).is_valid()
