"""The task as it is shown, run by Celery in this process, and a claim that two workers want."""

from proof import in_threads, load, material, module, project, replace, requires

requires("celery")
project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        email = models.EmailField()
        claimed_at = models.DateTimeField(null=True)
        confirmed_at = models.DateTimeField(null=True)
"""}, db="file")
from celery import Celery, shared_task  # noqa: E402
from django.core import mail  # noqa: E402
from django.utils import timezone  # noqa: E402

Celery("proof", set_as_current=True).conf.update(task_always_eager=True)
Order = module("shop.models").Order


def task(name, *changes):
    return load(replace(material(), *changes), name, shared_task=shared_task, Order=Order,
                send_mail=mail.send_mail, TEXT="Thank you", timezone=timezone).send_confirmation


shown = task("shown")
narrow = task("narrow", ("(Exception,)", "(ConnectionRefusedError,)"))


def mails_when_the_first_save_fails(task):
    order = Order.objects.create(email="ann@example.com")
    save, failures = Order.save, [OSError("the database is away")]

    def failing(self, **options):
        if failures:
            raise failures.pop()
        save(self, **options)

    Order.save = failing
    try:
        task.delay(order.pk)
    finally:
        Order.save = save
    return len(mail.outbox)


def test_a_failed_save_sends_again():
    assert mails_when_the_first_save_fails(shown) == 2
    mail.outbox.clear()
    assert mails_when_the_first_save_fails(narrow) == 1


def test_a_second_delivery_sends_again():
    order = Order.objects.create(email="ann@example.com")
    shown.delay(order.pk)
    shown.delay(order.pk)
    assert len(mail.outbox) == 2


def test_only_one_of_two_workers_gets_the_claim():
    order = Order.objects.create(email="ann@example.com")
    waiting = Order.objects.filter(pk=order.pk, claimed_at=None)
    claim = lambda: waiting.all().update(claimed_at=timezone.now())  # noqa: E731
    assert sorted(in_threads(claim, claim)) == [0, 1]
