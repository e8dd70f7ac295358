"""The test of the question, as it is shown and repaired, and a view that forgot `atomic`."""

import textwrap
import unittest

from proof import answer, load, material, module, part, project, raises, replace

project({
    "desk/models.py": """
        from django.db import models

        class Ticket(models.Model):
            owner = models.CharField(max_length=9)
    """,
    "urls.py": """
        from django.core import mail
        from django.db import transaction
        from django.http import HttpResponse
        from django.urls import path

        def signup(request):
            address = request.POST["email"]
            with transaction.atomic():
                transaction.on_commit(lambda: mail.send_mail("Welcome", "Hi", None, [address]))
            return HttpResponse()

        urlpatterns = [path("signup/", signup)]
    """,
}, db="postgres")
from django.core import mail  # noqa: E402
from django.db.transaction import TransactionManagementError  # noqa: E402
from django.test import TestCase, TransactionTestCase  # noqa: E402

Ticket = module("desk.models").Ticket


def outcome(source, base=TestCase):
    """What the one test of the class says: nothing, or its failure."""
    made = load(source, TestCase=base, mail=mail)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(made.SignupTests)
    result = suite.run(unittest.TestResult())
    assert result.testsRun == 1 and not result.errors, result.errors
    return "".join(trace for _, trace in result.failures)


def test_the_test_finds_no_mail():
    assert "AssertionError: 0 != 1" in outcome(material())
    assert not outcome(material(), base=TransactionTestCase), "that one commits"


def test_the_repaired_test_finds_it():
    head = part(material(), "class", None).split("        # The view")[0]
    assert not outcome(head + textwrap.indent(answer(), "        "))
    waiting = replace(answer(), ("execute=True)", "execute=True) as callbacks"),
                      ("    self.client", "    mail.outbox.clear()\n    self.client"))
    early = "    self.assertEqual((len(callbacks), len(mail.outbox)), (0, 0))\nself.assertEqual("
    waiting = replace(waiting, ("self.assertEqual(", early))
    late = "self.assertEqual(len(callbacks), 1)\n"
    assert not outcome(head + textwrap.indent(waiting + late, "        "))


def test_a_missing_atomic_stays_hidden():
    lock = lambda: Ticket.objects.select_for_update().first()  # noqa: E731
    with raises(TransactionManagementError):
        lock()

    class Locks(TestCase):
        def test(self):
            lock()

    result = unittest.TestSuite([Locks("test")]).run(unittest.TestResult())
    assert result.testsRun == 1 and result.wasSuccessful()
