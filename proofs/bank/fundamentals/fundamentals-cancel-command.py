"""The command of the answer, in an app with old and new orders."""

import sys
from datetime import timedelta

from proof import answer, material, module, project, raises, run

IMPORTS = """from datetime import timedelta
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from shop.models import Order
"""
project({
    "shop/models.py": "from django.db import models\n" + material(),
    answer(0).splitlines()[0].removeprefix("# "): IMPORTS + answer(0),
})
from django.utils import timezone  # noqa: E402


def orders():
    Order = module("shop.models").Order
    for days, status in ((20, "open"), (20, "paid"), (3, "open")):
        made = Order.objects.create(status=status)
        Order.objects.filter(pk=made.pk).update(created=timezone.now() - timedelta(days=days))
    return lambda: list(Order.objects.order_by("pk").values_list("status", flat=True))


def test_only_old_open_orders_are_cancelled():
    now = orders()
    run("cancel_orders", "--days", "14")
    assert now() == ["cancelled", "paid", "open"]
    run("cancel_orders", "--days", "2")
    assert now() == ["cancelled", "paid", "cancelled"]


def test_nonsense_ends_with_status_1():
    from django.core.management import execute_from_command_line

    kept, sys.stderr = sys.stderr, open("/dev/null", "w")
    try:
        with raises(SystemExit) as caught:
            execute_from_command_line(["manage.py", "cancel_orders", "--days", "0"])
    finally:
        sys.stderr = kept
    assert caught[0].code == 1


def test_the_count_is_captured_and_a_second_run_finds_nothing():
    orders()
    assert run("cancel_orders") == "1 cancelled\n"
    assert run("cancel_orders") == "0 cancelled\n"
