"""The trainee's project as the commands make it, with an `Order` in it, before and after."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from proof import answer, material, part

SHOWN = material()
HERE = Path(tempfile.mkdtemp(prefix="cafe-"))
CONFIG = "from django.apps import AppConfig\n"
MODEL = "from django.db import models\nclass Order(models.Model):\n    dish = models.TextField()\n"
SIGNALS = ("from django.db.models.signals import post_save\nfrom django.dispatch import receiver\n"
           "from orders.models import Order\n")


def run(*command: str):
    return subprocess.run([sys.executable, *command], cwd=HERE, capture_output=True, text=True,
                          env=dict(os.environ))


for line in SHOWN.splitlines()[:2]:
    run(*line.removeprefix("# ").replace("django-admin", "-m django").removeprefix("python ")
        .split())
GENERATED = (HERE / "cafe/settings.py").read_text()
(HERE / "orders/models.py").write_text(MODEL)
(HERE / "orders/signals.py").write_text(SIGNALS + part(SHOWN, "# orders/signals.py"))


def write(config: str, listed: bool) -> None:
    (HERE / "orders/apps.py").write_text(CONFIG + config)
    (HERE / "cafe/settings.py").write_text(
        GENERATED + part(SHOWN, "# cafe/settings.py", "# orders/apps.py")
        + ('INSTALLED_APPS += ["orders"]\n' if listed else ""))


def test_the_models_are_found_once_the_app_is_listed():
    write(part(SHOWN, "# orders/apps.py", "# orders/signals.py"), listed=False)
    assert "No changes detected" in run("manage.py", "makemigrations", "--dry-run").stdout
    write(part(SHOWN, "# orders/apps.py", "# orders/signals.py"), listed=True)
    assert "Create model Order" in run("manage.py", "makemigrations", "--dry-run").stdout


SAVE = ("from django.core.management import call_command; call_command('migrate', run_syncdb=True,"
        " verbosity=0); from orders.models import Order; Order.objects.create(dish='soup')")


def test_the_receiver_runs_once_ready_imports_it():
    write(part(SHOWN, "# orders/apps.py", "# orders/signals.py"), listed=True)
    (HERE / "orders/migrations/__init__.py").unlink(missing_ok=True)
    before = run("manage.py", "shell", "-v", "0", "-c", SAVE)
    assert (before.returncode, before.stdout) == (0, ""), before.stderr
    write(answer(0), listed=True)
    assert run("manage.py", "shell", "-v", "0", "-c", SAVE).stdout == "taken: soup\n"


def test_an_import_at_the_top_of_apps_py_fails():
    write("from . import signals\n" + part(SHOWN, "# orders/apps.py", "# orders/signals.py"),
          listed=True)
    assert "AppRegistryNotReady: Apps aren't loaded yet." in run("manage.py", "check").stderr
