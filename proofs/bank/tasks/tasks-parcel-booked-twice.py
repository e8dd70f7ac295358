"""The task as it is shown, with a carrier that counts bookings and can lose its reply."""

from types import SimpleNamespace

from proof import in_threads, load, material, module, project, replace, requires

requires("celery")
project({"shop/models.py": """
    from django.db import models

    class Parcel(models.Model):
        address = models.CharField(max_length=80, default="Main street 1")
        booking = models.CharField(max_length=20, blank=True)
        claimed_at = models.DateTimeField(null=True)
"""}, db="file")
from celery import Celery, shared_task  # noqa: E402
from django.utils import timezone  # noqa: E402

Celery("proof", set_as_current=True).conf.update(task_always_eager=True)
Parcel = module("shop.models").Parcel
booked, trouble = [], []


def book(address):
    booked.append(address)
    if trouble:
        raise trouble.pop()
    return f"van {len(booked)}"


def task(name, *changes):
    return load(replace(material(), *changes), name, shared_task=shared_task, Parcel=Parcel,
                carrier=SimpleNamespace(book=book)).book_van


shown = task("shown")
narrow = task("narrow", ("(Exception,)", "(ConnectionRefusedError,)"))


def vans(task, lost_reply):
    """How many are booked when the first reply is lost, or the first save fails."""
    parcel = Parcel.objects.create()
    booked.clear()
    save, failures = Parcel.save, [] if lost_reply else [OSError("the database is away")]
    trouble[:] = [TimeoutError("the reply never came")] if lost_reply else []

    def failing(self, **options):
        if failures:
            raise failures.pop()
        save(self, **options)

    Parcel.save = failing
    try:
        task.delay(parcel.pk)
    finally:
        Parcel.save = save
    return len(booked)


def test_a_failed_save_or_a_lost_reply_books_again():
    assert (vans(shown, lost_reply=True), vans(shown, lost_reply=False)) == (2, 2)
    assert (vans(narrow, lost_reply=True), vans(narrow, lost_reply=False)) == (1, 1)


def test_the_loser_gets_row_count_0():
    parcel = Parcel.objects.create()
    waiting = Parcel.objects.filter(pk=parcel.pk, claimed_at=None)
    claim = lambda: waiting.all().update(claimed_at=timezone.now())  # noqa: E731
    assert sorted(in_threads(claim, claim)) == [0, 1]
