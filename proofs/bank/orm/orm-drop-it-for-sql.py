"""Three tickets with owners, shown by a loop and by a template."""

from proof import module, project, queries

project({"desk/models.py": """
    from django.db import models

    class Owner(models.Model):
        name = models.CharField(max_length=50)

    class Ticket(models.Model):
        owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
"""})
Owner, Ticket = module("desk.models").Owner, module("desk.models").Ticket


def tickets() -> None:
    for name in ("ada", "bea", "cyd"):
        Ticket.objects.create(owner=Owner.objects.create(name=name))


def test_a_loop_sends_a_query_per_ticket_unless_owners_are_loaded():
    tickets()
    with queries() as sent:
        assert len([ticket.owner.name for ticket in Ticket.objects.all()]) == 3
    assert len(sent) == 1 + 3
    with queries() as sent:
        assert len([ticket.owner.name for ticket in Ticket.objects.select_related("owner")]) == 3
    assert len(sent) == 1


def test_the_template_sends_the_query():
    from django.template import Context, Template

    tickets()
    page = Template("{% for ticket in tickets %}x{% endfor %}")
    with queries() as sent:
        context = Context({"tickets": Ticket.objects.filter(owner__name="ada")})
    assert sent == []
    with queries() as sent:
        assert page.render(context) == "x"
    assert len(sent) == 1
