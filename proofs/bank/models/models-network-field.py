"""Firewall rules with the answer's field, in the database, a form and a fixture."""

from ipaddress import ip_network

from proof import answer, module, project, raises, replace, run

HEAD = "from ipaddress import ip_network\n\nfrom django import forms\nfrom django.db import models\n\n"
MODEL = "\n\nclass Rule(models.Model):\n    network = NetworkField(null=True, blank=True)\n"
BARE = replace(answer(0), ("except ValueError", "except ZeroDivisionError"))
FOLDER = project({"fire/models.py": HEAD + answer(0) + MODEL,
                  "bare/models.py": HEAD + BARE + MODEL}, db="postgres")
Rule = module("fire.models").Rule
TEN = ip_network("10.0.0.0/8")


def form(model, text):
    from django.forms import modelform_factory

    return modelform_factory(model, fields=["network"])({"network": text})


def test_a_network_survives_the_database():
    from django.db import connection

    Rule.objects.bulk_create([Rule(network=TEN), Rule()])
    assert Rule.objects.get(network=TEN).network == TEN
    assert Rule.objects.get(network="10.0.0.0/8").network == TEN
    assert Rule.objects.get(network=None).network is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT network FROM fire_rule ORDER BY id")
        assert cursor.fetchall() == [("10.0.0.0/8",), (None,)]
        cursor.execute("SELECT data_type, character_maximum_length FROM information_schema.columns "
                       "WHERE table_name = 'fire_rule' AND column_name = 'network'")
        assert cursor.fetchone() == ("character varying", 43)


def test_the_form_parses_and_refuses_nonsense():
    sound = form(Rule, "10.0.0.0/8")
    assert sound.is_valid() and sound.cleaned_data["network"] == TEN and sound.save().pk
    empty = form(Rule, "")
    assert empty.is_valid() and empty.save().network is None
    assert list(form(Rule, "here").errors) == ["network"]
    with raises(ValueError):
        form(module("bare.models").Rule, "here").is_valid()


def test_fixtures_carry_it():
    Rule.objects.bulk_create([Rule(network=TEN), Rule()])
    fixture = FOLDER / "rules.json"
    fixture.write_text(run("dumpdata", "fire"))
    Rule.objects.all().delete()
    called = []
    kept = module("fire.models").NetworkField.to_python
    module("fire.models").NetworkField.to_python = (
        lambda self, value: called.append(value) or kept(self, value))
    run("loaddata", str(fixture))
    module("fire.models").NetworkField.to_python = kept
    assert called == ["10.0.0.0/8", None] or called == ["10.0.0.0/8"], called
    assert [rule.network for rule in Rule.objects.order_by("id")] == [TEN, None]
