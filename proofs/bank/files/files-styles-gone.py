"""The settings of the material, with a stylesheet in the project's folder and one in an app."""

import tempfile
from pathlib import Path

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.management.commands.runserver import Command
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler

from proof import MIDDLEWARE, client, load, material, project, raises, run, settings

ASSETS = Path(tempfile.mkdtemp(prefix="proof-"))
given = load(material(), BASE_DIR=ASSETS)
project({"shop/models.py": "", "shop/static/shop.css": "app"}, apps=["django.contrib.staticfiles"],
        STATICFILES_DIRS=given.STATICFILES_DIRS, DEBUG=given.DEBUG)
(ASSETS / "assets").mkdir()
(ASSETS / "assets/site.css").write_text("own")


def served_by_runserver(insecure=False):
    return isinstance(Command().get_handler(use_static_handler=True, insecure_serving=insecure),
                      StaticFilesHandler)


def test_runserver_serves_them_only_with_debug_or_insecure():
    assert not served_by_runserver() and served_by_runserver(insecure=True)
    with settings(DEBUG=True):
        assert served_by_runserver()
    assert client().get("/static/site.css").status_code == 404


def test_with_the_advice_the_site_does_not_start():
    entry = "django.contrib.staticfiles.middleware.StaticFilesMiddleware"
    WSGIHandler()
    with settings(MIDDLEWARE=[entry, *MIDDLEWARE]), raises(ImportError, match="staticfiles.middle"):
        WSGIHandler()


def test_collectstatic_needs_static_root_and_fills_it():
    with raises(ImproperlyConfigured, match="STATIC_ROOT"):
        run("collectstatic", interactive=False)
    root = ASSETS / "collected"
    with settings(STATIC_ROOT=root):
        run("collectstatic", interactive=False)
    assert sorted(path.name for path in root.iterdir()) == ["shop.css", "site.css"]
