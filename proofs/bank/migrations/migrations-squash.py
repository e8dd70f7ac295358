"""Three migrations become one, for a new, a finished and a half-way database."""

import importlib

from proof import project, run

STEP = """
from django.db import migrations, models

def fill(apps, schema_editor):
    pass

class Migration(migrations.Migration):
    dependencies = [("shop", "{before}")]
    operations = [{operation}]
"""
FOLDER = project({
    "shop/models.py": """
        from django.db import models

        class Order(models.Model):
            note = models.TextField(default="")
    """,
    "shop/migrations/0001_initial.py": """
        from django.db import migrations, models

        class Migration(migrations.Migration):
            initial = True
            operations = [migrations.CreateModel("Order", [
                ("id", models.BigAutoField(primary_key=True))])]
    """,
    "shop/migrations/0002_note.py": STEP.format(
        before="0001_initial",
        operation='migrations.AddField("order", "note", models.TextField(default=""))'),
    "shop/migrations/0003_fill.py": STEP.format(
        before="0002_note",
        operation="migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)"),
}, migrate=False, DATABASES={
    alias: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    for alias in ("default", "finished", "half")
})
FILES = FOLDER / "shop" / "migrations"
run("migrate", "auth")
run("migrate", database="finished")
run("migrate", "shop", "0001", database="half")
run("squashmigrations", "shop", "0003", interactive=False, squashed_name="all")
NEW = next(FILES.glob("*_all.py"))
importlib.invalidate_caches()


def migrated(alias) -> str:
    return run("migrate", "shop", database=alias, verbosity=1, no_color=True)


def test_the_squashed_file_lists_what_it_replaces():
    source = NEW.read_text()
    assert "replaces" in source and "0002_note" in source and "CreateModel" in source
    assert "RunPython" not in source


def test_new_and_finished_databases():
    out = migrated("default")
    assert NEW.stem in out and "0002_note" not in out
    assert "No migrations to apply" in migrated("finished")
    assert f"[X] {NEW.stem}" in run("showmigrations", "shop", database="finished")


def test_a_half_way_database_uses_the_old_files():
    out = migrated("half")
    assert "0002_note... OK" in out and NEW.stem not in out
