"""The reviewed settings and the mended ones, loaded with an environment of their own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from proof import answer, load, material, part, raises

SHOWN = material()
MENDED = "import os\nfrom pathlib import Path\n" + answer(0) + part(SHOWN, "DATABASES")


def loaded(source: str, **environment: str):
    kept = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        return load(source, "shop_settings", __file__="/srv/shop/shop/settings.py")
    finally:
        os.environ.update(kept)


def test_the_text_false_switches_debug_on():
    assert loaded(SHOWN, DEBUG="False").DEBUG
    assert loaded(MENDED, DEBUG="False", SECRET_KEY="k").DEBUG is False
    assert loaded(MENDED, DEBUG="True", SECRET_KEY="k").DEBUG is True


def test_a_missing_key_stops_the_start():
    assert loaded(SHOWN).SECRET_KEY == "change-me"
    with raises(KeyError, match="SECRET_KEY"):
        loaded(MENDED)


def test_the_path_does_not_follow_the_working_directory():
    assert loaded(SHOWN).BASE_DIR == Path.cwd()
    assert loaded(MENDED, SECRET_KEY="k").BASE_DIR == Path("/srv/shop")


def test_check_deploy_lists_insecure_cookies_and_no_redirect():
    folder = Path(tempfile.mkdtemp(prefix="settings-"))
    (folder / "shop_settings.py").write_text(MENDED + "\nROOT_URLCONF = 'shop_urls'\nMIDDLEWARE = ["
        "'django.middleware.security.SecurityMiddleware', 'django.middleware.csrf."
        "CsrfViewMiddleware', 'django.contrib.sessions.middleware.SessionMiddleware']\n"
        "INSTALLED_APPS = ['django.contrib.sessions']\n")
    (folder / "shop_urls.py").write_text("urlpatterns = []\n")
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"], cwd=folder, capture_output=True,
        text=True, env={**os.environ, "PYTHONPATH": str(folder), "SECRET_KEY": "k",
                        "DJANGO_SETTINGS_MODULE": "shop_settings"})
    for name in ("SESSION_COOKIE_SECURE is not", "SECURE_SSL_REDIRECT setting", "Your SECRET_KEY"):
        assert name in " ".join(done.stderr.split()), done.stderr
