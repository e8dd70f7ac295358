"""One user joins an event once and twice; the audit entry may fail."""

import textwrap

from proof import answer, load, material, module, part, project, raises, replace, request, user

project({
    "club/models.py": """
        from django.conf import settings
        from django.db import models

        class Event(models.Model):
            pass

        class Entry(models.Model):
            event = models.ForeignKey(Event, on_delete=models.CASCADE)
            user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

            class Meta:
                abstract = True

        class Seat(Entry):
            class Meta:
                constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_seat")]

        class Attempt(Entry):
            pass

        class AuditEntry(Entry):
            pass
    """,
    "urls.py": """
        from django.urls import path
        urlpatterns = [path("<int:pk>/", lambda request, pk: None, name="event")]
    """,
})
club = module("club.models")
HEAD = """
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from club.models import Attempt, AuditEntry, Event, Seat
"""
SENT: list = []
OLD = part(material(), "    try:", "        Attempt")
FIXED = replace(material(), (OLD, textwrap.indent(answer().replace("    ...\n", ""), "    ")))


def join(source: str, times: int):
    event = club.Event.objects.create()
    who = user(f"ada {event.pk}")
    view = load(HEAD + source, send_welcome=lambda *given: SENT.append(given)).join
    SENT.clear()
    return [view(request(user=who), event.pk).status_code for _ in range(times)]


def test_joining_twice_is_a_server_error():
    from django.db.transaction import TransactionManagementError

    with raises(TransactionManagementError, match="until the end of the 'atomic' block"):
        join(material(), 2)
    assert not club.Attempt.objects.exists()


def test_a_savepoint_keeps_the_rest():
    assert join(FIXED, 2) == [302, 409]
    assert club.Attempt.objects.count() == club.Seat.objects.count() == 1


class Broken(Exception):
    pass


def failing_audit(source: str):
    def fail(**kwargs):
        raise Broken

    old, club.AuditEntry.objects.create = club.AuditEntry.objects.create, fail
    try:
        with raises(Broken):
            join(source, 1)
    finally:
        club.AuditEntry.objects.create = old
    assert not club.Seat.objects.exists()


def test_the_mail_goes_out_for_a_seat_that_is_rolled_back():
    failing_audit(material())
    assert len(SENT) == 1
    later = replace(FIXED, ("send_welcome(event, request.user)",
                            "transaction.on_commit(lambda: send_welcome(event, request.user))"))
    failing_audit(later)
    assert SENT == []


def test_a_testcase_does_not_run_on_commit():
    import unittest

    from django.db import transaction
    from django.test import TestCase

    class Case(TestCase):
        def test(self):
            ran = []
            transaction.on_commit(lambda: ran.append(1))
            self.assertEqual(ran, [])
            with self.captureOnCommitCallbacks(execute=True):
                transaction.on_commit(lambda: ran.append(2))
            self.assertEqual(ran, [2])

    result = unittest.defaultTestLoader.loadTestsFromTestCase(Case).run(unittest.TestResult())
    assert result.testsRun == 1 and result.wasSuccessful(), result.failures or result.errors
