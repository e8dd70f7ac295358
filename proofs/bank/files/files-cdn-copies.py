"""A script that changes between two releases, with hashed names."""

import tempfile
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage

from proof import project, run

ASSETS = Path(tempfile.mkdtemp(prefix="proof-"))
ROOT = ASSETS / "collected"
project({}, apps=["django.contrib.staticfiles"], STATICFILES_DIRS=[ASSETS / "src"],
        STATIC_ROOT=ROOT, DEBUG=False, STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND":
                            "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}})


def release(text: str) -> str:
    (ASSETS / "src").mkdir(exist_ok=True)
    (ASSETS / "src/shop.js").write_text(text)
    run("collectstatic", interactive=False)
    staticfiles_storage.hashed_files = staticfiles_storage.load_manifest()[0]
    return staticfiles_storage.url("shop.js")


def test_a_changed_file_gets_a_new_name():
    first = release("one()")
    assert release("one()") == first
    assert release("two()") != first


def test_collectstatic_leaves_old_hashed_files():
    names = [release("one()"), release("two()")]
    for name in names:
        assert (ROOT / Path(name).name).exists()
