"""The receiver under review, with a CRM that only counts its calls."""

import json
from types import SimpleNamespace

from proof import load, material, module, project, raises, replace, run

folder = project({"crm/models.py": """
    from django.db import models

    class Customer(models.Model):
        email = models.EmailField()
        plan = models.CharField(max_length=9)
        crm_id = models.IntegerField(null=True)
"""}, CRM_URL="https://crm.example")
from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402
from django.dispatch import receiver  # noqa: E402

Customer = module("crm.models").Customer
sent = []


def post(url, json):
    sent.append(json["plan"])
    return SimpleNamespace(json=lambda: {"id": len(sent)})


def connect(source):
    sent.clear()
    post_save.disconnect(sender=Customer, receiver=getattr(connect, "last", None))
    made = load(source, receiver=receiver, post_save=post_save, Customer=Customer,
                settings=settings, requests=SimpleNamespace(post=post))
    connect.last = made.sync_to_crm


def without_recursion():
    connect(replace(material(), ("    instance.save()", "    Customer.objects.filter("
                                 "pk=instance.pk).update(crm_id=instance.crm_id)")))


def test_the_inner_save_recurses():
    connect(material())
    with raises(RecursionError):
        Customer.objects.create(email="ann@example.com", plan="free")
    assert len(sent) > 20, "one call per round"


def test_each_edit_posts_another_customer():
    without_recursion()
    ann = Customer.objects.create(email="ann@example.com", plan="free")
    ann.save()
    assert len(sent) == 2


def test_a_rollback_leaves_the_customer_in_the_crm():
    without_recursion()
    with raises(ZeroDivisionError), transaction.atomic():
        Customer.objects.create(email="ann@example.com", plan="free")
        1 / 0
    assert len(sent) == 1 and not Customer.objects.exists()


def test_a_full_save_writes_old_values_back():
    without_recursion()
    ann = Customer.objects.create(email="ann@example.com", plan="free")
    Customer.objects.update(plan="gold")
    ann.save()
    assert Customer.objects.get().plan == "free"


def test_update_and_bulk_create_send_no_signal():
    without_recursion()
    Customer.objects.bulk_create([Customer(email="ann@example.com", plan="free")])
    Customer.objects.update(plan="gold")
    assert sent == []
    Customer.objects.get().save()
    assert sent == ["gold"]


def test_loaddata_sends_it():
    without_recursion()
    rows = [{"model": "crm.customer", "pk": 1, "fields": {"email": "a@b.example", "plan": "free"}}]
    (folder / "customers.json").write_text(json.dumps(rows))
    run("loaddata", str(folder / "customers.json"))
    assert sent == ["free"]
