"""The ticket as a form sees it and as a script stores it, with the constraint and without."""

from datetime import UTC, datetime

from proof import answer, module, part, project, raises

HEAD = "from django.db import models\nfrom django.utils import timezone\n\n"
FREE = part(answer(0), "class Ticket", "    class Meta")
ADDED = FREE.replace("default=timezone.now", "auto_now_add=True")
project({"desk/models.py": HEAD + answer(0), "free/models.py": HEAD + FREE,
         "added/models.py": HEAD + ADDED})
Ticket = module("desk.models").Ticket
OLD = datetime(2019, 3, 1, tzinfo=UTC)


def test_a_ticket_starts_as_new_and_keeps_an_imported_date():
    Ticket.objects.create(subject="Printer", message="It is on fire", came_in=OLD)
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.came_in) == ("new", OLD)


def test_the_form_offers_the_states_and_validation_refuses_others():
    from django.core.exceptions import ValidationError
    from django.forms import modelform_factory

    form = modelform_factory(Ticket, fields=["state"])()
    assert [value for value, _ in form.fields["state"].choices] == ["new", "open", "closed"]
    with raises(ValidationError, match="opne"):
        module("free.models").Ticket(subject="a", message="b", state="opne").full_clean()


def test_without_the_constraint_a_misspelt_state_is_stored():
    from django.db import IntegrityError, transaction

    Free = module("free.models").Ticket
    Free.objects.create(subject="a", message="b", state="opne")
    assert Free.objects.get().state == "opne"
    with raises(IntegrityError, match="ticket_state"), transaction.atomic():
        Ticket.objects.create(subject="a", message="b", state="opne")


def test_auto_now_add_replaces_a_given_date():
    Added = module("added.models").Ticket
    Added.objects.create(subject="a", message="b", came_in=OLD)
    assert Added.objects.get().came_in > OLD
