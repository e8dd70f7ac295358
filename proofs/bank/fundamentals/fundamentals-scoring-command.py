"""The reviewed command, with a partner that edits a customer meanwhile or breaks a row."""

from proof import in_threads, load, material, project

project({"crm/models.py": """
    from django.db import models

    class Customer(models.Model):
        email = models.EmailField()
        phone = models.CharField(max_length=20, default="old")
        score = models.IntegerField(default=0)
    """}, db="postgres")
from django.core.management.base import BaseCommand  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402

from crm.models import Customer  # noqa: E402


def score(fetch_score, customers=Customer) -> None:
    for number in range(4):
        Customer.objects.create(email=f"{number}@example.com")
    load(material(), "scoring", BaseCommand=BaseCommand, transaction=transaction,
         Customer=customers, fetch_score=fetch_score).Command().handle()


def test_the_loop_keeps_every_object():
    kept = Customer.objects.all()

    class Noting:
        class objects:
            all = staticmethod(lambda: kept)

    score(lambda email: 5, Noting)
    assert [customer.score for customer in kept._result_cache] == [5, 5, 5, 5]


def test_an_edit_made_meanwhile_is_lost():
    def edited(email):
        change = Customer.objects.filter(email=email)
        assert in_threads(lambda: change.update(phone="new")) == [1]  # a request of the shop
        return 5

    score(edited)
    assert set(Customer.objects.values_list("phone", "score")) == {("old", 5)}


def test_one_database_error_undoes_the_whole_run_in_silence():
    asked, saved = [], []

    def third_is_broken(email):
        asked.append(email)
        return None if email.startswith("2") else 5

    def note(instance, created, **_):
        if not created:
            saved.append(instance.email[0])

    post_save.connect(note, sender=Customer)
    score(third_is_broken)
    assert len(asked) == 4
    assert saved == ["0", "1"]  # the fourth save fails too, though its data are sound
    assert set(Customer.objects.values_list("score", flat=True)) == {0}
