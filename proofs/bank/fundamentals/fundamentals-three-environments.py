"""A new project whose staging file imports the shared settings, started with either name."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PRINT = ("from django.conf import settings as s; "
         "print(s.SETTINGS_MODULE, s.DEBUG, len(s.MIDDLEWARE) > 3)")


def test_the_variable_picks_the_short_file():
    folder = Path(tempfile.mkdtemp(prefix="environments-"))
    subprocess.run([sys.executable, "-m", "django", "startproject", "shop", folder], check=True)
    (folder / "shop" / "staging.py").write_text("from .settings import *\n\nDEBUG = False\n")

    def started(**names: str) -> str:
        kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run([sys.executable, "manage.py", "shell", "-c", PRINT], cwd=folder,
                              capture_output=True, text=True, env={**kept, **names}, check=True)
        return done.stdout.splitlines()[-1]

    assert started() == "shop.settings True True"
    assert started(DJANGO_SETTINGS_MODULE="shop.staging") == "shop.staging False True"
