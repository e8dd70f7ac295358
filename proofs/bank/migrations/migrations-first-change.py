"""A model that gains a field, in a project whose database is a file."""

import importlib

from proof import module, project, run

MODEL = """
from django.db import models

class Product(models.Model):
    name = models.CharField(max_length=100)
"""
FIELD = "    weight = models.PositiveIntegerField(null=True)\n"
FOLDER = project({"shop/models.py": MODEL}, db="file", migrate=False)
FILES = FOLDER / "shop" / "migrations"
run("makemigrations", "shop")
run("migrate")


def change_model():
    from django.apps import apps

    (FOLDER / "shop" / "models.py").write_text(MODEL + FIELD)
    apps.all_models["shop"].clear()
    importlib.reload(module("shop.models"))
    apps.get_app_config("shop").import_models()
    apps.clear_cache()


def columns():
    from django.db import connection

    with connection.cursor() as cursor:
        return [each.name for each in
                connection.introspection.get_table_description(cursor, "shop_product")]


def recorded():
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder.Migration.objects.filter(app="shop").values_list("name", flat=True))


def test_a_hand_made_column_changes_nothing_for_makemigrations():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shop_product ADD COLUMN colour text")
    run("makemigrations", "shop")
    assert len(list(FILES.glob("0*.py"))) == 1
    change_model()
    run("makemigrations", "shop", name="weight")
    assert "weight" in (FILES / "0002_weight.py").read_text()
    assert "colour" not in (FILES / "0002_weight.py").read_text()


def test_sqlmigrate_prints_and_changes_nothing():
    assert '"weight"' in run("sqlmigrate", "shop", "0002")
    assert "weight" not in columns()


def test_migrate_applies_what_is_not_recorded():
    assert recorded() == {"0001_initial"}
    run("migrate", "shop")
    assert recorded() == {"0001_initial", "0002_weight"}
    assert "weight" in columns()
    run("migrate", "shop")  # nothing left, so the column is not added twice
