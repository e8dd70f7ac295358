"""Bug reports with a screenshot, sent through the view of the answer."""

import io
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from proof import answer, client, module, part, project, user

NAMES = """
from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import models
from django.shortcuts import redirect, render
"""
project({"reports/models.py": NAMES + part(answer(), "class Report(", "class ReportForm"),
         "reports/views.py": NAMES + "from reports.models import Report\n\n"
         + part(answer(), "class ReportForm"),
         "urls.py": """
    from django.http import HttpResponse
    from django.urls import path
    from reports.views import add_report

    urlpatterns = [path("add/", add_report), path("", lambda r: HttpResponse(""), name="reports")]
""", "templates/report.html": "{{ form.files.shot.content_type }} {{ form.errors.shot }}"})

Report = module("reports.models").Report
box = io.BytesIO()
Image.new("RGB", (4, 3)).save(box, "PNG")
PNG = box.getvalue()


def add(content=PNG):
    browser = client()
    browser.force_login(user())
    return browser.post("/add/", {"text": "it hangs",
                                  "shot": SimpleUploadedFile("shot.png", content, "image/png")})


def test_the_answer_stores_the_picture():
    assert add().status_code == 302
    report = Report.objects.get()
    assert (report.tester.username, report.shot.width) == ("ada", 4)
    assert report.shot.open().read() == PNG


def test_without_multipart_no_file_arrives():
    browser = client()
    browser.force_login(user())
    page = browser.post("/add/", urlencode({"text": "it hangs", "shot": "shot.png"}),
                        content_type="application/x-www-form-urlencoded")
    assert b"This field is required." in page.content


def test_a_page_that_calls_itself_png_is_refused():
    page = add(b"<script>alert(1)</script>").content
    assert page.startswith(b"image/png") and b"Upload a valid image" in page


def test_a_big_file_is_refused():
    assert b"At most 5 MB" in add(PNG + b"x" * 5_000_000).content


def test_the_file_outlives_the_report():
    add()
    report = Report.objects.get()
    storage, name = report.shot.storage, report.shot.name
    report.delete()
    assert storage.exists(name)
