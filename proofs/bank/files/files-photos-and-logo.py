"""A logo and a photo under the settings of the material."""

import tempfile
from pathlib import Path
from types import SimpleNamespace

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.handlers.wsgi import WSGIHandler
from django.template import Context, Template

from proof import load, material, part, project, raises, run, settings

BASE = Path(tempfile.mkdtemp(prefix="proof-"))
given = load(part(material(), "# settings", "# member"), BASE_DIR=BASE)
project({"shop/models.py": "", "shop/static/logo.svg": "<svg/>"},
        apps=["django.contrib.staticfiles"], STATIC_ROOT=given.STATIC_ROOT,
        MEDIA_ROOT=given.MEDIA_ROOT, MEDIA_URL=given.MEDIA_URL)
MANIFEST = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND":
                            "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}


def photo():
    given.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (given.MEDIA_ROOT / "ada.jpg").write_text("photo")
    return SimpleNamespace(name="ada.jpg", url=FileSystemStorage().url("ada.jpg"))


def page(source):
    member = SimpleNamespace(photo=photo())
    return Template("{% load static %}" + source).render(Context({"member": member}))


def test_collectstatic_clear_deletes_the_photos():
    photo()
    run("collectstatic", interactive=False, clear=True)
    assert not (given.MEDIA_ROOT / "ada.jpg").exists()
    assert (given.STATIC_ROOT / "logo.svg").exists()


def test_a_root_of_its_own_survives():
    with settings(MEDIA_ROOT=BASE / "photos"):
        path = FileSystemStorage().save("ada.jpg", ContentFile("photo"))
        run("collectstatic", interactive=False, clear=True)
        assert (BASE / "photos" / path).exists()


def test_the_static_tag_gives_the_wrong_address_or_fails():
    template = part(material(), "<img")
    assert 'src="/static/ada.jpg"' in page(template)
    assert not (given.STATIC_ROOT / "ada.jpg").exists()
    with settings(STORAGES=MANIFEST, DEBUG=False):
        run("collectstatic", interactive=False)
        with raises(ValueError, match="ada.jpg"):
            page(template)


def test_the_url_of_the_photo():
    assert page("{{ member.photo.url }}") == "/photos/ada.jpg"


def test_staticfiles_accepts_these_settings_in_development():
    with settings(DEBUG=True):
        StaticFilesHandler(WSGIHandler())
