"""Events of three accounts on PostgreSQL, with and without the index of the answer."""

import json
from datetime import datetime, timedelta, timezone

from proof import answer, load, material, module, part, project, queries, request, run, user

HEAD = """
from django.contrib.auth.models import User
from django.db import models

class Account(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)

"""
MODELS = HEAD + part(material(), "class Event", "class SignInList")
project({"log/models.py": MODELS}, db="postgres", migrate=False)
run("migrate")  # the users first, as the log has no migrations and refers to them
run("migrate", run_syncdb=True)
log = module("log.models")
START = datetime(2026, 1, 1, tzinfo=timezone.utc)
VIEW = load("from django.views.generic import ListView\nfrom log.models import Event\n"
            + part(material(), "class SignInList", "EXPLAIN")).SignInList


def events(count: int, ties: int = 1):
    accounts = [log.Account.objects.create(user=user(f"user {n}")) for n in range(3)]
    log.Event.objects.bulk_create(
        log.Event(account=accounts[n % 3], kind="login" if n % 5 else "view",
                  created_at=START + timedelta(seconds=n // ties)) for n in range(count))
    return accounts[0]


def listed(account):
    view = VIEW()
    view.request = request(user=account.user)
    return view.get_queryset()


def test_the_index_saves_filter_and_sort():
    from django.db import connection, models

    account = events(30000)
    rows = listed(account).order_by("-created_at", "-id")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        plan = rows[1000:1050].explain()
        assert "Sort" in plan and "Filter" in plan, plan
        for index in (
            models.Index(fields=["account", "-created_at", "-id"], name="partial",
                         condition=models.Q(kind="login")),
            models.Index(fields=["account", "kind", "-created_at", "-id"], name="four"),
        ):
            with connection.schema_editor() as editor:
                editor.add_index(log.Event, index)
            cursor.execute("ANALYZE")
            plan = rows[1000:1050].explain()
            assert "Sort" not in plan and "Filter" not in plan and index.name in plan, plan
            with connection.schema_editor() as editor:
                editor.remove_index(log.Event, index)


def test_the_next_page_goes_on_after_the_last_row():
    rows = listed(events(200, ties=7)).order_by("-created_at", "-id")
    expected, seen, after = list(rows), [], rows
    while page := list(after[:5]):
        seen += page
        names = f"from django.db.models import Q\nafter = {answer()}"
        after = load(names, events=rows, t=page[-1].created_at, n=page[-1].pk).after
    assert seen == expected and len(seen) > 50
    by_time = [n + rows.filter(created_at__lt=rows[n - 1].created_at).count() for n in range(1, 9)]
    assert min(by_time) < len(expected), "by time alone, rows vanish between pages"


def test_the_paginator_counts():
    from django.db import connection

    view = VIEW()
    account = events(500)
    view.setup(request(user=account.user))
    with queries() as sent:
        paginator, page, *_ = view.paginate_queryset(listed(account), 50)
        assert len(list(page)) == 50
    count, = [sql for sql in sent if "COUNT(*)" in sql]
    matches = listed(account).count()
    assert matches > 100
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + count)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    assert plan[0]["Plan"]["Plans"][0]["Actual Rows"] == matches
