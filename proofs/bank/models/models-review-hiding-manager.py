"""A customer in use and an archived one, each with an order, under the manager as shown."""

from proof import answer, material, module, part, project, queries, raises, run

HEAD = "from django.db import models\nfrom django.db.models import Count\n\n"
ORDER = ("\n\nclass Order(models.Model):\n"
         "    customer = models.ForeignKey(Customer, models.CASCADE, related_name='orders')\n")
FIXED = (answer(0) + "\n" + part(material(), "class Customer(").replace(
    "CustomerManager()", "CustomerQuerySet.as_manager()"))
project({"shown/models.py": HEAD + material() + ORDER, "fixed/models.py": HEAD + FIXED + ORDER})


def customers(app):
    found = module(f"{app}.models")
    for email, archived in (("ada@example.org", False), ("old@example.org", True)):
        customer = found.Customer(email=email, archived=archived)
        customer.save()
        found.Order.objects.create(customer=customer)
    return found.Customer


def test_the_list_costs_a_query_per_customer():
    for app, expected in (("shown", 1 + 6), ("fixed", 1)):
        Customer = customers(app)
        Customer.objects.bulk_create([Customer(email=f"{n}@example.org") for n in range(5)])
        with queries() as sent:
            assert "ada@example.org" in [c.email for c in Customer.objects.with_orders(1)]
        assert len(sent) == expected, sent


def test_the_unique_check_misses_an_archived_address():
    from django.db import IntegrityError, transaction
    from django.forms import modelform_factory

    forms = {app: modelform_factory(customers(app), fields=["email"])({"email": "old@example.org"})
             for app in ("shown", "fixed")}
    assert forms["shown"].is_valid() and not forms["fixed"].is_valid()
    with raises(IntegrityError), transaction.atomic():
        forms["shown"].save()


def test_dumpdata_loses_them_and_the_foreign_key_finds_them():
    for app, found in (("shown", False), ("fixed", True)):
        customers(app)
        assert ("old@example.org" in run("dumpdata", app)) == found
        assert "old@example.org" in run("dumpdata", app, use_base_manager=True)  # --all
        emails = {order.customer.email for order in module(f"{app}.models").Order.objects.all()}
        assert emails == {"ada@example.org", "old@example.org"}
