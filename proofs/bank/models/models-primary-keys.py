"""New projects, two related tables under either setting, and a visit that arrives twice."""

from proof import module, project, settings, version

project({"shop/models.py": """
    import uuid
    from django.db import models

    class Visit(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    class Room(models.Model):
        visits = models.ManyToManyField(Visit)

    class Desk(models.Model):
        room = models.ForeignKey(Room, on_delete=models.CASCADE)
"""}, db="postgres")
shop = module("shop.models")


def test_new_projects_have_64_bit_keys():
    import tempfile
    from pathlib import Path

    from django.conf import global_settings
    from django.core.management import call_command

    wanted = "django.db.models.BigAutoField"
    assert (global_settings.DEFAULT_AUTO_FIELD == wanted) == (version() >= (6, 0))
    with tempfile.TemporaryDirectory() as folder:
        call_command("startproject", "site_of_today", folder)
        text = Path(folder, "site_of_today", "settings.py").read_text()
    assert (wanted in text) == (version() < (6, 0))
    from django.db import models

    assert isinstance(shop.Room._meta.pk, models.BigAutoField)
    with settings(DEFAULT_AUTO_FIELD="django.db.models.SmallAutoField"):
        class Shelf(models.Model):
            class Meta:
                app_label = "elsewhere"
    assert isinstance(Shelf._meta.pk, models.SmallAutoField)


def test_a_change_of_the_setting_alters_every_key():
    from django.apps import apps
    from django.db import connection, models
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.state import ModelState, ProjectState

    before, after = ProjectState.from_apps(apps), ProjectState.from_apps(apps)
    for name in ("room", "desk"):
        old = before.models["shop", name]
        assert isinstance(old.fields["id"], models.BigAutoField)
        old.fields["id"] = models.AutoField(primary_key=True)
    found = MigrationAutodetector(before, after)._detect_changes()["shop"][0].operations
    assert {(each.model_name, each.name) for each in found} == {("room", "id"), ("desk", "id")}
    room = next(each for each in found if each.model_name == "room")
    changed = before.clone()
    room.state_forwards("shop", changed)
    with connection.schema_editor(collect_sql=True) as editor:
        room.database_forwards("shop", editor, before, changed)
    sql = "\n".join(editor.collected_sql)
    assert 'ALTER TABLE "shop_room" ALTER COLUMN "id" TYPE bigint' in sql
    assert 'ALTER TABLE "shop_desk" ALTER COLUMN "room_id" TYPE bigint' in sql
    assert 'ALTER TABLE "shop_room_visits" ALTER COLUMN "room_id" TYPE bigint' in sql
    assert 'ALTER TABLE "shop_room_visits" ALTER COLUMN "id"' not in sql


def test_a_visit_sent_twice_is_one_row():
    import uuid

    made_on_the_phone = uuid.uuid4()
    made = [shop.Visit.objects.get_or_create(id=made_on_the_phone)[1] for _ in range(2)]
    assert made == [True, False] and shop.Visit.objects.count() == 1
