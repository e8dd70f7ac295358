"""The commands of the answer, run in an empty folder; Django itself is there already."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from proof import answer, part, replace

BIN = Path(sys.executable).parent
HERE = Path(tempfile.mkdtemp(prefix="bistro-"))
CODE = answer(1)


def shell(*lines: str) -> str:
    names = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-ec", "\n".join(lines)], cwd=HERE, env=names,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


shell(replace(answer(0), ("python -m venv .venv\n", ""), (". .venv/bin/activate\n", ""),
              ("pip install django\n", "")))
(HERE / "menu/views.py").write_text(
    "from django.http import HttpResponse\n" + part(CODE, "# menu/views.py", "# bistro/urls.py"))
(HERE / "bistro/urls.py").write_text(
    "from django.urls import path\nfrom menu.views import soup\n" + part(CODE, "# bistro/urls.py"))
(HERE / "menu/models.py").write_text(
    "from django.db import models\nclass Dish(models.Model):\n    name = models.TextField()\n")


def test_manage_py_names_the_settings_of_the_project():
    assert "'DJANGO_SETTINGS_MODULE', 'bistro.settings'" in (HERE / "manage.py").read_text()
    same = "python manage.py diffsettings | grep ROOT_URLCONF"
    assert shell(same) == shell(
        "DJANGO_SETTINGS_MODULE=bistro.settings PYTHONPATH=. django-admin diffsettings"
        " | grep ROOT_URLCONF") != ""


def test_the_page_answers():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", str(port)],
        cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                page = urlopen(f"http://127.0.0.1:{port}/menu/").read()
                break
            except URLError:
                time.sleep(0.1)
        assert page == b"Soup of the day"
    finally:
        server.terminate()
        server.wait()


def test_without_the_entry_no_model_is_found():
    settings = HERE / "bistro/settings.py"
    generated = settings.read_text()
    assert "No changes detected" in shell("python manage.py makemigrations --dry-run")
    settings.write_text(generated + 'INSTALLED_APPS += ["menu"]\n')
    assert "Create model Dish" in shell("python manage.py makemigrations --dry-run")
    settings.write_text(generated)
