"""Expense claims with a receipt, handed in through the view of the answer."""

from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from proof import answer, client, module, part, project, user

NAMES = """
from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import models
from django.shortcuts import redirect, render
"""
project({"claims/models.py": NAMES + part(answer(), "class Claim(", "class ClaimForm"),
         "claims/views.py": NAMES + "from claims.models import Claim\n\n"
         + part(answer(), "class ClaimForm"),
         "urls.py": """
    from django.http import HttpResponse
    from django.urls import path
    from claims.views import add_claim

    urlpatterns = [path("add/", add_claim), path("", lambda r: HttpResponse(""), name="claims")]
""", "templates/claim.html": "{{ form.errors.receipt }}"})

Claim = module("claims.models").Claim
PDF = b"%PDF-1.7 paid"


def add(content=PDF, kind="application/pdf", name="receipt.pdf"):
    browser = client()
    browser.force_login(user())
    return browser.post("/add/", {"text": "taxi",
                                  "receipt": SimpleUploadedFile(name, content, kind)})


def test_the_answer_stores_the_whole_file():
    assert add().status_code == 302
    claim = Claim.objects.get()
    assert claim.owner.username == "ada"
    assert claim.receipt.name.startswith("receipts/20")
    assert claim.receipt.open().read() == PDF


def test_without_multipart_no_file_arrives():
    browser = client()
    browser.force_login(user())
    page = browser.post("/add/", urlencode({"text": "taxi", "receipt": "receipt.pdf"}),
                        content_type="application/x-www-form-urlencoded")
    assert b"This field is required." in page.content


def test_a_page_that_calls_itself_pdf_is_refused():
    assert b"A PDF of at most 5 MB" in add(b"<script>").content
    assert not Claim.objects.exists()


def test_a_big_file_is_refused():
    assert b"A PDF of at most 5 MB" in add(PDF + b"x" * 5_000_000).content


def test_the_old_file_stays():
    add()
    claim = Claim.objects.get()
    storage, first = claim.receipt.storage, claim.receipt.name
    claim.receipt = SimpleUploadedFile("other.pdf", PDF)
    claim.save()
    second = claim.receipt.name
    claim.delete()
    assert first != second and storage.exists(first) and storage.exists(second)
