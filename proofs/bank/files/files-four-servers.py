"""A row whose file lies on a disk, and the same row once the storage is another."""

from pathlib import Path
from tempfile import mkdtemp

from django.core.files.base import ContentFile
from proof import module, project, raises, settings

project({"papers/models.py": """
    from django.db import models

    class Paper(models.Model):
        file = models.FileField(upload_to="papers/")
""", "remote.py": """
    from django.core.files.base import ContentFile
    from django.core.files.storage import Storage

    class RemoteStorage(Storage):
        def _open(self, name, mode="rb"):
            return ContentFile(b"elsewhere", name)
"""})

from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402

Paper = module("papers.models").Paper
MEMORY = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


def test_the_same_row_reads_from_the_new_storage():
    Paper.objects.create(file=ContentFile(b"on disk", "one.txt"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT file FROM papers_paper")
        assert cursor.fetchone() == ("papers/one.txt",)
    with settings(STORAGES=MEMORY):
        default_storage.save("papers/one.txt", ContentFile(b"in the other store"))
        assert Paper.objects.get().file.open().read() == b"in the other store"
    assert Paper.objects.get().file.open().read() == b"on disk"


def test_the_same_row_reads_from_another_media_root():
    name = Paper.objects.create(file=ContentFile(b"on disk", "three.txt")).file.name
    shared = Path(mkdtemp(prefix="proof-"))
    (shared / name).parent.mkdir()
    (shared / name).write_bytes(b"on the shared disk")
    with settings(MEDIA_ROOT=str(shared)):
        assert Paper.objects.get().file.open().read() == b"on the shared disk"


def test_a_storage_that_is_no_disk_has_no_path():
    paper = Paper.objects.create(file=ContentFile(b"on disk", "two.txt"))
    assert open(paper.file.path, "rb").read() == b"on disk"
    with settings(STORAGES={"default": {"BACKEND": "remote.RemoteStorage"}}):
        again = Paper.objects.get()
        with raises(NotImplementedError):
            again.file.path
        assert again.file.open().read() == b"elsewhere"
