"""Subscriptions with the answer's constraints, with a plain unique one, and with bad rows."""

import textwrap

from proof import answer, material, module, project, raises, replace

HEAD = "from django.db import models\n\nclass Customer(models.Model):\n    pass\n\n"
RULES = "\n" + textwrap.indent(answer(0), "    ")
PLAIN = replace(RULES, ('fields=["customer"], condition=models.Q(ends=None)',
                        'fields=["customer", "ends"]'))
PLAIN = PLAIN.replace('name="sub', 'name="plain')
project({"bare/models.py": HEAD + material(), "subs/models.py": HEAD + material() + RULES,
         "plain/models.py": HEAD + material() + PLAIN}, db="postgres")


def rows(app, *dates):
    """A subscription of one customer for every pair of dates."""
    found = module(f"{app}.models")
    customer = found.Customer.objects.create()
    for starts, ends in dates:
        found.Subscription.objects.create(customer=customer, starts=starts, ends=ends)


def test_the_constraints_keep_the_rules():
    from django.db import IntegrityError, transaction

    for rule, dates in {
        "sub_start": [("2026-01-01", "2026-02-01"), ("2026-01-01", "2026-03-01")],
        "sub_running": [("2026-01-01", None), ("2026-02-01", None)],
        "sub_dates": [("2026-01-01", "2026-01-01")],
    }.items():
        with raises(IntegrityError, match=rule), transaction.atomic():
            rows("subs", *dates)
    rows("subs", ("2026-01-01", "2026-02-01"), ("2026-02-01", None))


def test_a_plain_unique_lets_two_running_pass():
    rows("plain", ("2026-01-01", None), ("2026-02-01", None))


def test_bad_rows_stop_the_constraint():
    from django.db import IntegrityError, connection

    rows("bare", ("2026-01-01", None), ("2026-02-01", None))
    Bare, Subs = module("bare.models").Subscription, module("subs.models").Subscription
    running = Subs._meta.constraints[1]
    running.name = "bare_running"
    with raises(IntegrityError, match="bare_running"), connection.schema_editor() as editor:
        editor.add_constraint(Bare, running)
