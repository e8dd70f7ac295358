"""A clerk of one department in the admin, and a whole site that is one view in one file."""

import subprocess
import sys

from proof import client, project, user

project({
    "clinic/models.py": """
        from django.db import models

        class Bed(models.Model):
            ward = models.CharField(max_length=20)

        class Invoice(models.Model):
            number = models.CharField(max_length=20)
        """,
    "clinic/admin.py": """
        from django.contrib import admin
        from clinic.models import Bed, Invoice

        @admin.register(Bed, Invoice)
        class Records(admin.ModelAdmin):
            pass
        """,
    "urls.py": """
        from django.contrib import admin
        from django.urls import path

        urlpatterns = [path("admin/", admin.site.urls)]
        """,
}, apps=["django.contrib.admin"])

ONE_FILE = """
import sys
from django.conf import settings
settings.configure(ROOT_URLCONF=__name__)
import django
from django.http import HttpResponse
from django.test import Client
from django.urls import path

urlpatterns = [path("text/", lambda request: HttpResponse(request.body.upper()))]
django.setup()
assert settings.INSTALLED_APPS == [] and settings.DATABASES == {}
settings.ALLOWED_HOSTS = ["testserver"]
print(Client().post("/text/", b"a file", "application/pdf").content.decode())
"""


def test_a_clerk_edits_the_kinds_of_the_own_department_only():
    from django.contrib.auth.models import Group, Permission

    wards = Group.objects.create(name="wards")
    wards.permissions.set(Permission.objects.filter(codename__in=["view_bed", "change_bed"]))
    user("clerk", is_staff=True).groups.add(wards)
    browser = client()
    assert browser.post("/admin/login/", {"username": "clerk", "password": "a long password"},
                        ).status_code == 302
    from clinic.models import Bed, Invoice

    bed, invoice = Bed.objects.create(ward="a"), Invoice.objects.create(number="1")
    assert browser.post(f"/admin/clinic/bed/{bed.pk}/change/", {"ward": "b"}).status_code == 302
    assert Bed.objects.get().ward == "b"
    assert browser.get("/admin/clinic/invoice/").status_code == 403
    assert browser.post(f"/admin/clinic/invoice/{invoice.pk}/change/",
                        {"number": "2"}).status_code == 403


def test_one_file_answers_without_a_database():
    done = subprocess.run([sys.executable, "-c", ONE_FILE], capture_output=True, text=True)
    assert done.stdout == "A FILE\n", done.stderr
