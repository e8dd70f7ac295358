"""Two migrations that both follow the first one; two teams wrote them."""

import importlib
import re

from proof import material, module, project, raises, run

STEP = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.AddField("order", "{0}", models.TextField(null=True))]
"""
FOLDER = project({
    "shop/models.py": """
        from django.db import models

        class Order(models.Model):
            note = models.TextField(null=True)
            status = models.TextField(null=True)
    """,
    "shop/migrations/0001_initial.py": """
        from django.db import migrations, models

        class Migration(migrations.Migration):
            operations = [migrations.CreateModel("Order", [
                ("id", models.BigAutoField(primary_key=True))])]
    """,
    "shop/migrations/0042_order_note.py": STEP.format("note"),
    "shop/migrations/0042_order_status.py": STEP.format("status"),
}, db="file", migrate=False)
FILES = FOLDER / "shop" / "migrations"


def test_merge_depends_on_both():
    from django.core.management import CommandError

    shown = " ".join(material().split()).removeprefix("CommandError: ")
    with raises(CommandError, match=re.escape(shown)):
        run("migrate")
    run("makemigrations", merge=True, interactive=False, name="merge")
    merge = module("shop.migrations.0043_merge").Migration
    assert set(merge.dependencies) == {("shop", "0042_order_note"), ("shop", "0042_order_status")}
    run("migrate")


def test_a_renamed_migration_runs_again():
    from django.db import OperationalError
    from django.db.migrations.recorder import MigrationRecorder

    (FILES / "0043_merge.py").unlink()
    MigrationRecorder.Migration.objects.filter(name="0043_merge").delete()
    (FILES / "0042_order_note.py").unlink()
    renamed = STEP.format("note").replace("0001_initial", "0042_order_status")
    (FILES / "0043_order_note.py").write_text(renamed)
    importlib.invalidate_caches()
    assert "[ ] 0043_order_note" in run("showmigrations", "shop")
    with raises(OperationalError, match="duplicate column name: note"):
        run("migrate", "shop")
