"""The page with all prefetches, without any, and with albums but not their labels."""

from proof import answer, load, material, part, project, queries, replace, settings

NAMED = "(models.Model):\n    name = models.TextField(default='x')"
MODELS = replace(
    part(material(), "class Band", "# GET"),
    ("class Band(models.Model): ...", "class Band" + NAMED),
    ("class Label(models.Model): ...", "class Label" + NAMED),
)
project({
    "music/models.py": "from django.db import models\n" + MODELS,
    "urls.py": """
        from django.shortcuts import render
        from django.urls import path
        from music.models import Band

        def bands(request):
            return render(request, "bands.html", {"bands": Band.objects.prefetch_related(*LOADED)})

        LOADED = ["albums__label"]
        urlpatterns = [path("bands/", bands)]
    """,
    "templates/bands.html": """
        {% for band in bands %}
        {% for album in band.albums.all %}{{ album.label.name }}{% endfor %}{% endfor %}
    """,
})
HEAD = """
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from music.models import Album, Band, Label
"""


def passes(*loaded: str, source: str = "") -> bool:
    import unittest

    import urls

    urls.LOADED[:] = loaded
    cases = load(HEAD + (source or answer())).BandListTests
    found = unittest.defaultTestLoader.loadTestsFromTestCase(cases).run(unittest.TestResult())
    assert found.testsRun == 1 and not found.errors, found.errors
    return found.wasSuccessful()


def test_it_passes_with_the_prefetch():
    assert passes("albums__label")


def test_it_fails_without_the_prefetch():
    assert not passes()
    assert not passes("albums")


def test_the_queries_are_sent_while_the_template_renders():
    from django.template.loader import render_to_string

    made = load("from music.models import Album, Band, Label")
    made.Album.objects.create(band=made.Band.objects.create(), label=made.Label.objects.create())
    with queries() as sent:
        bands = made.Band.objects.all()
    assert sent == []
    with queries() as sent:
        render_to_string("bands.html", {"bands": bands})
    assert len(sent) == 3  # bands, albums, label


def test_without_albums_the_labels_hide():
    bare = replace(answer(), ("            Album.objects.create(band=band, label=label)\n", ""))
    assert passes("albums", source=bare)


def test_connection_queries_stays_empty():
    from django.conf import settings as current
    from django.db import connection, reset_queries
    from django.test.runner import DiscoverRunner
    from music.models import Band

    runner = DiscoverRunner()
    with settings(DEBUG=True):
        runner.setup_test_environment()
        assert current.DEBUG is False
        runner.teardown_test_environment()
    reset_queries()
    assert list(Band.objects.all()) == [] and connection.queries == []
    with queries() as sent:
        list(Band.objects.all())
    assert len(sent) == 1
