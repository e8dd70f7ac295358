"""The green test of the question on PostgreSQL, as it is shown and on the other base class."""

import unittest

from proof import load, material, module, project, raises, replace

project({"desk/models.py": """
    from django.db import models

    class Ticket(models.Model):
        owner = models.CharField(max_length=9, null=True)
"""}, db="postgres")
from django.db import transaction  # noqa: E402
from django.db.transaction import TransactionManagementError  # noqa: E402
from django.test import TestCase, TransactionTestCase  # noqa: E402

Ticket = module("desk.models").Ticket
ATOMIC = ("def take_next", "@transaction.atomic\ndef take_next")


def snippet(*changes, base=TestCase):
    return load(replace(material(), *changes), Ticket=Ticket, TestCase=base,
                transaction=transaction)


def trouble(made):
    """How the one test of the class ends: empty where it passes."""
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(made.TakeNextTests)
    result = suite.run(unittest.TestResult())
    assert result.testsRun == 1
    return "".join(trace for _, trace in result.errors + result.failures)


def test_outside_a_transaction_it_raises():
    assert not trouble(snippet()), "the test is green"
    Ticket.objects.create()
    with raises(TransactionManagementError, match="cannot be used outside of a transaction"):
        snippet().take_next("ann")


def test_a_transaction_test_case_fails_until_atomic():
    assert "TransactionManagementError" in trouble(snippet(base=TransactionTestCase))
    assert not trouble(snippet(ATOMIC, base=TransactionTestCase))


def test_on_commit_never_runs_in_a_test_case():
    ran = []

    class Callback(TestCase):
        def test(self):
            with transaction.atomic():
                transaction.on_commit(lambda: ran.append(1))

    result = unittest.TestSuite([Callback("test")]).run(unittest.TestResult())
    assert result.testsRun == 1 and result.wasSuccessful() and ran == []

    class Told(TestCase):
        def test(self):
            with self.captureOnCommitCallbacks(execute=True):
                transaction.on_commit(lambda: ran.append("told"))

    result = unittest.TestSuite([Told("test")]).run(unittest.TestResult())
    assert result.wasSuccessful() and ran == ["told"]
    with transaction.atomic():
        transaction.on_commit(lambda: ran.append(1))
    assert ran == ["told", 1]
