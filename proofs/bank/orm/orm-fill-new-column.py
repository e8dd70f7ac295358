"""Ten contacts without a key, filled three at a time."""

from proof import answer, load, material, module, part, project, queries, raises

MODEL = "from django.db import models\n" + part(material(), "class Contact", "# 50")
project({"crm/models.py": MODEL})
Contact = module("crm.models").Contact
HEAD = "from django.db.models.functions import Lower\nfrom crm.models import Contact\n"
STARTER = load(part(material(), "# 50")).fill_keys


def contacts():
    Contact.objects.bulk_create(Contact(email=f"Ada{n}@Example.org") for n in range(10))


def fill(sleep=lambda seconds: None, **options):
    load(HEAD + answer(), sleep=sleep).fill_keys(size=3, **options)


def filled() -> int:
    return Contact.objects.filter(email_key__startswith="ada").count()


def test_all_rows_are_filled_in_batches():
    contacts()
    assert STARTER() is None and filled() == 0
    with queries() as sent:
        fill()
    assert filled() == 10 and not Contact.objects.filter(email_key=None).exists()
    assert sum(sql.startswith("UPDATE") and "LOWER" in sql for sql in sent) == 4
    assert not any('"email"' in sql for sql in sent if sql.startswith("SELECT"))


class Stopped(Exception):
    pass


def test_it_goes_on_after_a_stop():
    def stop(seconds):
        raise Stopped

    contacts()
    with raises(Stopped):
        fill(sleep=stop)
    assert filled() == 3, "the first batch is committed"
    for noted in ({}, {"last": Contact.objects.filter(email_key__isnull=False).last().pk}):
        Contact.objects.filter(pk__gt=Contact.objects.order_by("pk")[2].pk).update(email_key=None)
        with queries() as sent:
            fill(**noted)
        assert filled() == 10
        assert sum(sql.startswith("UPDATE") for sql in sent) == 3, "seven rows were left"


def test_offset_skips_rows():
    from django.db.models.functions import Lower

    contacts()
    todo = Contact.objects.filter(email_key=None).order_by("pk")
    for start in range(0, 10, 3):
        pks = list(todo.values_list("pk", flat=True)[start:start + 3])
        Contact.objects.filter(pk__in=pks).update(email_key=Lower("email"))
    assert filled() < 10
