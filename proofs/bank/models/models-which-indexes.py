"""Twenty thousand shipments on PostgreSQL, one in a hundred open, with the answer's indexes."""

import textwrap
from copy import copy

from proof import answer, load, material, module, part, project, replace

HEAD = ("from django.db import models\nfrom django.utils import timezone\n\n"
        "class Customer(models.Model):\n    pass\n\n")
SHOWN = part(material(), "class Shipment", "Shipment.objects")
SLIM = f"{SHOWN}\n    class Meta:\n" + textwrap.indent(answer(0), "        ")
SLIM = replace(SLIM, ("models.PROTECT", "models.PROTECT, db_index=False"))
PLAIN = replace(SHOWN, ("max_length=10)", "max_length=10, db_index=True)"))
project({"shown/models.py": HEAD + SHOWN, "slim/models.py": HEAD + SLIM,
         "plain/models.py": HEAD + PLAIN}, db="postgres")


def columns_with_index(app):
    from django.db import connection

    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, f"{app}_shipment")
    return [each["columns"] for each in found.values() if each["index"] or each["unique"]]


def fill(models):
    from django.db import connection

    customers = models.Customer.objects.bulk_create([models.Customer() for _ in range(100)])
    models.Shipment.objects.bulk_create([models.Shipment(
        number=str(n), customer=customers[n % 97], state="done" if n % 100 else "open",
    ) for n in range(20_000)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return customers


def test_the_unique_number_and_the_foreign_key_have_indexes():
    assert ["number"] in columns_with_index("shown")
    assert ["customer_id"] in columns_with_index("shown")


def test_db_index_drops_or_adds_the_index_of_one_column():
    assert ["customer_id"] not in columns_with_index("slim")
    assert ["customer_id", "created_at"] in columns_with_index("slim")
    from django.db import connection

    shipment = module("shown.models").Shipment
    field = shipment._meta.get_field("customer")
    without = copy(field)
    without.db_index = False
    with connection.schema_editor() as editor:  # as a migration does with the live table
        editor.alter_field(shipment, field, without)
    assert ["customer_id"] not in columns_with_index("shown")
    assert ["state"] not in columns_with_index("shown")
    assert ["state"] in columns_with_index("plain")
    plain = module("plain.models")
    fill(plain)
    open_ones = plain.Shipment.objects.filter(state="open").order_by("created_at")[:50]
    assert "plain_shipment_state" in open_ones.explain()


def test_the_plans_use_the_indexes_and_do_not_sort():
    slim = module("slim.models")
    customers = fill(slim)
    plans = []
    for line in part(material(), "Shipment.objects").splitlines():
        text = line.replace(".get(", ".filter(")
        plans.append(load(f"plan = {text}.explain()", Shipment=slim.Shipment, number="7",
                          customer=customers[0]).plan)
    assert "slim_shipment_number" in plans[0]
    assert "ship_customer_date" in plans[1] and "ship_open" in plans[2]
    assert not any("Sort" in plan for plan in plans)
