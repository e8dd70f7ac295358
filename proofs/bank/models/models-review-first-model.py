"""The course model as it is live, and repaired as the answer says."""

from proof import client, material, module, project, raises, replace, user

HEAD = "from django.db import models\nfrom django.utils import timezone\n\n"
ADMIN = "from django.contrib import admin\nfrom .models import Course\nadmin.site.register(Course)\n"
FIXED = replace(material(), ("class meta", "class Meta"), ("timezone.now()", "timezone.now"),
                ("max_length=10", "max_length=10, unique=True"),
                ("self.code, self.title", 'f"{self.code} {self.title}"'))
project({"live/models.py": HEAD + material(), "live/admin.py": ADMIN,
         "fixed/models.py": HEAD + FIXED,
         "urls.py": "from django.contrib import admin\nfrom django.urls import path\n"
                    "urlpatterns = [path('admin/', admin.site.urls)]\n"},
        apps=["django.contrib.admin"])
Live, Fixed = module("live.models").Course, module("fixed.models").Course


def test_the_admin_list_crashes():
    browser = client()
    browser.force_login(user("root", is_staff=True, is_superuser=True))
    assert browser.get("/admin/live/course/").status_code == 200
    Live.objects.create(title="Rust", code="r1")
    with raises(TypeError, match="__str__ returned non-string"):
        browser.get("/admin/live/course/")
    assert str(Fixed(title="Rust", code="r1")) == "r1 Rust"


def test_a_lower_case_meta_is_ignored():
    assert Live._meta.db_table == "live_course" and not Live._meta.ordering
    assert Live.meta.db_table == "course"
    assert Fixed._meta.db_table == "course" and list(Fixed._meta.ordering) == ["title"]


def test_every_course_gets_the_time_of_the_import():
    first, second = Live(), Live()
    assert first.starts_at == second.starts_at
    assert Fixed().starts_at < Fixed().starts_at


def test_the_repair_renames_the_table():
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.operations import AlterModelTable
    from django.db.migrations.state import ModelState, ProjectState

    before, after = ProjectState(), ProjectState()
    before.add_model(ModelState.from_model(Live))
    state = ModelState.from_model(Fixed)
    state.app_label = "live"
    after.add_model(state)
    changes = MigrationAutodetector(before, after)._detect_changes()
    made = [each for each in changes["live"][0].operations if isinstance(each, AlterModelTable)]
    assert [each.table for each in made] == ["course"]
