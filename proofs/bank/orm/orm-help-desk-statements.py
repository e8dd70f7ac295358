"""Thirty tickets: open and closed, dated and undated, in both spellings of printer."""

from datetime import date

from proof import answer, load, material, module, project, queries

HEAD = "from django.db import models\n"
project({"desk/models.py": HEAD + material()})
Ticket = module("desk.models").Ticket


def statements():
    return load(answer(), Ticket=Ticket)


def test_ten_dated_open_tickets():
    Ticket.objects.create(title="undated")
    Ticket.objects.create(title="done", status="closed", due=date(2024, 1, 1))
    for day in range(12, 0, -1):
        Ticket.objects.create(pk=100 + day, title=f"day {day}", due=date(2030, 1, day))
    made = statements()
    with queries() as sent:
        titles = [ticket.title for ticket in made.soonest]
    assert titles == [f"day {day}" for day in range(1, 11)]
    assert len(sent) == 1 and "LIMIT 10" in sent[0]


def test_open_printers_in_any_case():
    for title, status in (("Printer", "open"), ("my PRINTER", "open"), ("printer", "closed"),
                          ("mouse", "open")):
        Ticket.objects.create(title=title, status=status)
    assert {ticket.title for ticket in statements().found} == {"Printer", "my PRINTER"}


def test_update_closes_ticket_7_only():
    from django.db.models.signals import post_save

    heard = []
    hear = lambda **kwargs: heard.append(1)
    assert statements().closed == 0
    for key in (6, 7):
        Ticket.objects.create(pk=key, title="x")
    post_save.connect(hear, sender=Ticket)
    with queries() as sent:
        assert statements().closed == 1
    post_save.disconnect(hear, sender=Ticket)
    assert sum(sql.startswith("UPDATE") for sql in sent) == 1 and not heard
    assert list(Ticket.objects.filter(status="closed").values_list("pk", flat=True)) == [7]


def test_only_old_tickets_are_removed_and_nothing_else_is_read():
    Ticket.objects.create(title="old", due=date(2019, 12, 31))
    Ticket.objects.create(title="new", due=date(2020, 1, 1))
    Ticket.objects.create(title="undated")
    with queries() as sent:
        statements()
    assert not any(sql.startswith("SELECT") for sql in sent), "1 and 2 send nothing"
    assert {ticket.title for ticket in Ticket.objects.all()} == {"new", "undated"}
