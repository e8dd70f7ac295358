"""A draft of a loan application, submitted twice, and a file in a session."""

from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from proof import module, project, raises

project({"loans/models.py": """
    from django.db import models

    class Application(models.Model):
        submitted = models.DateTimeField(null=True)
"""})

Application = module("loans.models").Application


def test_the_session_refuses_an_uploaded_file():
    session = SessionStore()
    session["payslip"] = SimpleUploadedFile("payslip.pdf", b"%PDF")
    with raises(TypeError, match="not JSON serializable"):
        session.save()


def test_only_the_first_submit_changes_the_row():
    pk, now = Application.objects.create().pk, timezone.now()
    assert Application.objects.filter(pk=pk, submitted=None).update(submitted=now) == 1
    assert Application.objects.filter(pk=pk, submitted=None).update(submitted=now) == 0
