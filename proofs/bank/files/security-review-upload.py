"""The upload and download views of the material, at work in a folder of their own."""

import os
from pathlib import Path

from proof import client, material, module, project, user

folder = project({"papers/models.py": """
    from django.contrib.auth.models import User
    from django.db import models

    class Document(models.Model):
        owner = models.ForeignKey(User, on_delete=models.CASCADE)
        path = models.TextField()
""", "papers/views.py": """
import os
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST
from papers.models import Document

""" + material(), "urls.py": """
    from django.urls import path
    from papers.views import download, upload

    urlpatterns = [path("up/", upload), path("down/", download)]
"""})

media = Path(folder, "media")
media.mkdir()
Document = module("papers.models").Document


def browser(name: str):
    made = client()
    made.force_login(user(name))
    return made


def send(browser, at: str, name="paper.png", content=b"private"):
    """Writes the body by hand, as the test client itself would clean the name of the file."""
    body = "\r\n".join([
        "--limit", 'Content-Disposition: form-data; name="folder"', "", at,
        "--limit", f'Content-Disposition: form-data; name="file"; filename="{name}"',
        "Content-Type: image/png", "", content.decode(), "--limit--", "",
    ])
    answer = browser.post("/up/", body, content_type="multipart/form-data; boundary=limit")
    assert answer.content == b"stored"


def read(browser, path: str) -> bytes:
    return b"".join(browser.get("/down/", {"path": path}).streaming_content)


def test_folder_and_path_leave_the_media_root():
    ada = browser("ada")
    send(ada, "../papers", "evil.py")
    assert Path(folder, "papers/evil.py").read_bytes() == b"private"
    assert b"from papers.views" in read(ada, "../urls.py")
    assert b"from papers.views" in read(ada, str(Path(folder, "urls.py")))
    send(ada, str(Path(folder, "papers")), "worse.py")
    assert Path(folder, "papers/worse.py").exists()
    send(ada, "", "../../paper.png")
    assert os.listdir(media) == ["paper.png"]


def test_another_customer_reads_the_document():
    send(browser("ada"), "")
    assert read(browser("eve"), "paper.png") == b"private"


def test_a_script_is_stored_as_a_picture():
    send(browser("eve"), "", "page.html", b"<script>")
    assert Path(media, "page.html").read_bytes() == b"<script>"
