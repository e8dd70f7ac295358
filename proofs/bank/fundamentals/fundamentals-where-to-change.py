"""A generated project `shop` with an app `orders`; the entries of the answer go into its files."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from proof import address

HERE = Path(tempfile.mkdtemp(prefix="shop-"))
MODEL = "from django.db import models\nclass Order(models.Model):\n    dish = models.TextField()\n"
VIEW = ("from django.conf import settings\nfrom django.http import HttpResponse\n"
        "def overview(request):\n    return HttpResponse(settings.SUPPORT_ADDRESS)\n")
LOG = ("class RequestLog:\n    def __init__(self, get_response):\n"
       "        self.get_response = get_response\n    def __call__(self, request):\n"
       "        print('seen', request.path)\n        return self.get_response(request)\n")
ENTRIES = f"""
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", "NAME": "postgres",
                         **{address()!r}}}}}
INSTALLED_APPS += ["orders"]
MIDDLEWARE += ["shop.middleware.RequestLog"]
SUPPORT_ADDRESS = "help@shop.example"
ALLOWED_HOSTS = ["testserver"]
"""
ROUTE = "from orders.views import overview\nurlpatterns = [path('orders/', overview)]\n"
GET = "from django.test import Client; print(Client().get('/orders/').content.decode())"


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=HERE, capture_output=True, text=True,
                          env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    return done.stdout


def shell(code: str) -> list[str]:
    return run("manage.py", "shell", "-v", "0", "-c", code).splitlines()


run("-m", "django", "startproject", "shop", ".")
run("manage.py", "startapp", "orders")
SETTINGS, URLS = HERE / "shop/settings.py", HERE / "shop/urls.py"
GENERATED = SETTINGS.read_text()
(HERE / "orders/models.py").write_text(MODEL)
(HERE / "orders/views.py").write_text(VIEW)
(HERE / "shop/middleware.py").write_text(LOG)
URLS.write_text(URLS.read_text() + ROUTE)
VENDOR = "from django.db import connection; print(connection.vendor)"


def test_the_entries_change_database_app_and_middleware():
    SETTINGS.write_text(GENERATED + "SUPPORT_ADDRESS = ''\nALLOWED_HOSTS = ['testserver']\n")
    assert shell(VENDOR) == ["sqlite"]
    assert "No changes detected" in run("manage.py", "makemigrations", "--dry-run")
    assert shell(GET) == [""]
    SETTINGS.write_text(GENERATED + ENTRIES)
    assert shell(VENDOR) == ["postgresql"]
    assert "Create model Order" in run("manage.py", "makemigrations", "--dry-run")
    assert shell(GET) == ["seen /orders/", "help@shop.example"]


def test_the_settings_name_the_file_of_the_addresses():
    SETTINGS.write_text(GENERATED + ENTRIES)
    assert 'ROOT_URLCONF = "shop.urls"' in GENERATED.replace("'", '"')
    assert "help@shop.example" in shell(GET)
    (HERE / "other_urls.py").write_text("urlpatterns = []\n")
    SETTINGS.write_text(GENERATED + ENTRIES + "DEBUG = False\nROOT_URLCONF = 'other_urls'\n")
    assert "Not Found" in "".join(shell(GET))


def test_own_settings_and_defaults_are_read_in_one_place():
    SETTINGS.write_text(GENERATED + ENTRIES)
    assert "SESSION_COOKIE_AGE" not in GENERATED
    assert shell("from django.conf import settings\n"
                 "print(settings.SUPPORT_ADDRESS, settings.SESSION_COOKIE_AGE)"
                 ) == ["help@shop.example 1209600"]


def test_a_running_process_keeps_what_it_read():
    SETTINGS.write_text(GENERATED + ENTRIES)
    assert shell("from pathlib import Path\nfrom django.conf import settings\n"
                 "file = Path('shop/settings.py')\n"
                 "file.write_text(file.read_text() + 'SUPPORT_ADDRESS = 0')\n"
                 "print(settings.SUPPORT_ADDRESS)") == ["help@shop.example"]
    assert shell("from django.conf import settings\nprint(settings.SUPPORT_ADDRESS)") == ["0"]
