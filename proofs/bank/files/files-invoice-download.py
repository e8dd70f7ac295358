"""The download of the answer, for an invoice with a file and for one whose file is gone."""

import asyncio
import io
import warnings

from django.core.files.base import ContentFile
from django.http import FileResponse

from proof import answer, client, material, module, project, user

project({
    "bills/models.py": "from django.contrib.auth.models import User\nfrom django.db import models\n"
                       + material(),
    "views.py": """
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from bills.models import Invoice

""" + answer(0),
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [path("invoices/<int:pk>/pdf/", views.invoice_pdf)]
    """,
})


def invoice():
    made = module("bills.models").Invoice(customer=user(), number="R-7")
    made.pdf.save("x.pdf", ContentFile(b"%PDF" * 5000))
    return made


def download(made, by=None):
    browser = client()
    browser.force_login(by or made.customer)
    return browser.get(f"/invoices/{made.pk}/pdf/")


def under_asgi(response):
    async def first():
        async for block in response:
            return block

    return iter([asyncio.run(first())])


def read_before_the_first_block(by) -> int:
    """How often the file is read until the server, WSGI's or ASGI's, has one block of it."""
    reads = []

    class Counted(io.BytesIO):
        def read(self, size=-1):
            reads.append(size)
            return super().read(size)

    next(by(FileResponse(Counted(b"%PDF" * 5000))))
    return len(reads)


def test_the_file_is_streamed_and_named():
    response = download(invoice())
    assert response["Content-Disposition"] == 'attachment; filename="R-7.pdf"'
    assert response.streaming
    blocks = list(response.streaming_content)
    assert len(blocks) > 1 and b"".join(blocks) == b"%PDF" * 5000
    assert read_before_the_first_block(by=iter) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert read_before_the_first_block(by=under_asgi) == len(blocks) + 1


def test_another_customers_invoice_is_404():
    assert download(invoice(), user("eve")).status_code == 404


def test_a_missing_file_is_404():
    made = invoice()
    made.pdf.storage.delete(made.pdf.name)
    assert download(made).status_code == 404
