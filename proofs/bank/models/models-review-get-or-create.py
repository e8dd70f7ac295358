"""Sign-up in two threads on PostgreSQL, held back until both have looked for the member."""

import threading

from proof import in_threads, material, module, project, replace

HEAD = "from django.db import models\n\ndef welcome(member):\n    pass\n\n"
FIXED = replace(material(), ("EmailField()", "EmailField(unique=True)"),
                ("email=email, plan=plan)", "email=email, defaults={'plan': plan})"))
project({"shown/models.py": HEAD + material(), "fixed/models.py": HEAD + FIXED}, db="postgres")
shown, fixed = module("shown.models"), module("fixed.models")


def test_a_new_plan_is_a_new_member():
    first = shown.sign_up("ada@example.org", "basic")
    assert shown.sign_up("ada@example.org", "gold") != first
    assert shown.Member.objects.count() == 2


def test_defaults_are_for_a_new_row_only():
    first = fixed.sign_up("ada@example.org", "basic")
    assert fixed.sign_up("ada@example.org", "gold") == first
    first.refresh_from_db()
    assert first.plan == "basic"
    fixed.Member.objects.update_or_create(email="ada@example.org", defaults={"plan": "gold"})
    first.refresh_from_db()
    assert first.plan == "gold"


def test_two_requests_at_once():
    from django.db.models.signals import pre_save

    both_have_looked = threading.Barrier(2)

    def wait(**_):
        both_have_looked.wait(10)

    pre_save.connect(wait)
    for app, rows in ((shown, 2), (fixed, 1)):
        first, second = in_threads(*[lambda: app.sign_up("ada@example.org", "basic").pk] * 2)
        assert app.Member.objects.count() == rows
        assert (first == second) == (rows == 1), (first, second)
    pre_save.disconnect(wait)
