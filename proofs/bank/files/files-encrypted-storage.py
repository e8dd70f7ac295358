"""Contracts that lie encrypted in the media folder; a toy cipher stands for the real one."""

from pathlib import Path

from django.core.files.base import ContentFile
from proof import answer, material, module, project, raises

folder = project({"deals/models.py": """
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.urls import reverse

def encrypt(data):
    return bytes(byte ^ 0xAA for byte in data)

decrypt = encrypt

""" + answer() + "\n" + material(), "urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [path("deals/<path:name>", lambda request, name: HttpResponse(""),
                        name="contract")]
"""})

from django.core.files.storage import Storage  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402
from django.utils.deconstruct import deconstructible  # noqa: E402

deals = module("deals.models")
TEXT = b"ten per cent"


def store():
    return deals.Contract.objects.create(file=ContentFile(TEXT, "one.txt"))


def test_the_disk_has_cipher_text_under_the_stored_name():
    first, second = store(), store()
    names = list(deals.Contract.objects.values_list("file", flat=True))
    assert names == [first.file.name, second.file.name] and names[0] != names[1]
    for name in names:
        assert Path(folder, "media", name).read_bytes() == deals.encrypt(TEXT) != TEXT


def test_reading_decrypts():
    store()
    assert deals.Contract.objects.get().file.open().read() == TEXT


def test_a_file_that_was_read_before_is_stored_whole():
    upload = ContentFile(TEXT, "one.txt")
    upload.read(3)
    contract = deals.Contract.objects.create(file=upload)
    assert Path(contract.file.path).read_bytes() == deals.encrypt(TEXT)


def test_the_url_is_that_of_the_view():
    assert store().file.url.startswith("/deals/contracts/one")


def test_migrations_can_write_it_only_if_deconstructible():
    assert "EncryptedStorage()" in MigrationWriter.serialize(deals.EncryptedStorage())[0]
    plain = type("PlainStorage", (Storage,), {"__module__": "deals.models"})
    with raises(ValueError, match="Cannot serialize"):
        MigrationWriter.serialize(plain())
    deals.PlainStorage = deconstructible(plain)
    assert "PlainStorage()" in MigrationWriter.serialize(deals.PlainStorage())[0]
