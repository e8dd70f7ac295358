"""A field is renamed, and nobody is there to answer what `makemigrations` asks."""

import importlib

from proof import module, project, raises, run

MODEL = """
from django.db import models

class Customer(models.Model):
    phone = models.CharField(max_length=30, default="")
"""
FOLDER = project({"shop/models.py": MODEL}, db="file", migrate=False)
run("makemigrations", "shop")
run("migrate")


def rename():
    from django.apps import apps

    (FOLDER / "shop" / "models.py").write_text(MODEL.replace("phone", "telephone"))
    apps.all_models["shop"].clear()
    importlib.reload(module("shop.models"))
    apps.get_app_config("shop").import_models()
    apps.clear_cache()
    return module("shop.models").Customer


def test_check_fails_without_the_file():
    run("makemigrations", "shop", check=True)  # nothing is missing yet
    rename()
    with raises(SystemExit):
        run("makemigrations", "shop", check=True, interactive=False)
    assert len(list((FOLDER / "shop/migrations").glob("0*.py"))) == 1


def test_an_unattended_rename_loses_the_data():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO shop_customer (phone) VALUES ('030 12345')")
    customer = rename()
    run("makemigrations", "shop", interactive=False, name="rename")
    source = (FOLDER / "shop/migrations/0002_rename.py").read_text()
    assert "RemoveField" in source and "AddField" in source and "RenameField" not in source
    run("migrate", "shop")
    assert customer.objects.get().telephone == ""
