"""Vouchers by every way in, with a `save()` that validates beside the model as shown."""

from proof import client, material, module, project, raises, requires, user

requires("djangorestframework")

HEAD = ("from django.core.exceptions import ValidationError\n"
        "from django.core.validators import MaxValueValidator\nfrom django.db import models\n\n")
SAVE = """
    def save(self, *args, **kwargs):
        self.full_clean()
        super().save(*args, **kwargs)
"""
project({"shop/models.py": HEAD + material(), "saving/models.py": HEAD + material() + SAVE,
         "shop/admin.py": "from django.contrib import admin\nfrom .models import Voucher\n"
                          "admin.site.register(Voucher)\n",
         "urls.py": "from django.contrib import admin\nfrom django.urls import path\n"
                    "urlpatterns = [path('admin/', admin.site.urls)]\n"},
        apps=["django.contrib.admin", "rest_framework"])
Voucher = module("shop.models").Voucher
GOOD = {"percent": 20, "starts": "2026-01-01", "ends": "2026-02-01"}
HIGH, BACKWARDS = GOOD | {"percent": 90}, GOOD | {"ends": "2025-01-01"}


def test_the_form_refuses_what_create_stores():
    browser = client()
    browser.force_login(user("root", is_staff=True, is_superuser=True))
    for values in (HIGH, BACKWARDS):
        assert browser.post("/admin/shop/voucher/add/", values).status_code == 200
    half = GOOD | {"ends": ""}
    assert browser.post("/admin/shop/voucher/add/", half).status_code == 200
    assert not Voucher.objects.exists()
    assert browser.post("/admin/shop/voucher/add/", GOOD).status_code == 302
    for values in (HIGH, BACKWARDS):
        Voucher.objects.create(**values)
    assert Voucher.objects.count() == 3


def test_full_clean_in_save_misses_bulk_writes():
    from django.core.exceptions import ValidationError

    Saving = module("saving.models").Voucher
    with raises(ValidationError, match="50"):
        Saving.objects.create(**HIGH)
    Saving.objects.bulk_create([Saving(**HIGH)])
    Saving.objects.update(percent=99)
    assert Saving.objects.get().percent == 99


def test_a_serializer_skips_clean():
    from rest_framework import serializers

    class VoucherSerializer(serializers.ModelSerializer):
        class Meta:
            model = Voucher
            fields = list(GOOD)

    refused = VoucherSerializer(data=HIGH)
    assert not refused.is_valid() and list(refused.errors) == ["percent"]
    passed = VoucherSerializer(data=BACKWARDS)
    assert passed.is_valid() and passed.save().pk
