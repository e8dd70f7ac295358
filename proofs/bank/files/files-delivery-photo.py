"""Deliveries of two drivers, and the endpoint of the answer."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from proof import answer, material, module, project, requires, settings, user

requires("djangorestframework")
project({"van/models.py": "from django.contrib.auth.models import User\n"
         "from django.db import models\n\n" + material(),
         "van/views.py": """
from rest_framework import generics, serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from van.models import Delivery

""" + answer(), "urls.py": """
    from django.urls import path
    from van.views import DeliveryPhoto

    urlpatterns = [path("<int:pk>/photo/", DeliveryPhoto.as_view())]
"""}, apps=["rest_framework"])

from rest_framework.test import APIClient  # noqa: E402

Delivery = module("van.models").Delivery
box = io.BytesIO()
Image.new("RGB", (4, 3)).save(box, "PNG")
PNG = box.getvalue()


def put(content=PNG, kind="multipart", driver=None):
    ada = user(f"ada {Delivery.objects.count()}")
    delivery = Delivery.objects.create(driver=driver or ada)
    browser = APIClient()
    browser.force_login(ada)
    photo = SimpleUploadedFile("photo.png", content) if kind == "multipart" else "aGVsbG8="
    return browser.put(f"/{delivery.pk}/photo/", {"photo": photo}, format=kind)


def test_multipart_is_stored_and_json_gets_415():
    assert put().status_code == 200
    assert Delivery.objects.get().photo.open().read() == PNG
    assert put(kind="json").status_code == 415


def test_no_picture_and_a_big_file_are_refused():
    assert put(b"<script>").data["photo"][0].code == "invalid_image"
    assert "5 MB" in put(PNG + b"x" * 5_000_000).data["photo"][0]


def test_the_delivery_of_another_driver_is_a_404():
    assert put(driver=user("bo")).status_code == 404


def test_the_memory_limit_does_not_count_the_file():
    with settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        assert put(PNG + b"x" * 1000).status_code == 200
