"""Models of the three kinds, on SQLite."""

from proof import module, project, queries

project({"cms/models.py": """
    from django.db import models

    class Stamped(models.Model):
        created_at = models.DateTimeField(auto_now_add=True)

        class Meta:
            abstract = True

    class Invoice(Stamped):
        overdue = models.BooleanField(default=False)

    class PlainProxy(Invoice):
        class Meta:
            proxy = True

    class OverdueManager(models.Manager):
        def get_queryset(self):
            return super().get_queryset().filter(overdue=True)

    class OverdueInvoice(Invoice):
        objects = OverdueManager()

        class Meta:
            proxy = True

    class Entry(models.Model):
        title = models.CharField(max_length=50)

    class Video(Entry):
        length = models.IntegerField()
"""})
cms = module("cms.models")


def test_an_abstract_base_has_no_table():
    from django.db import connection

    tables = connection.introspection.table_names()
    assert "cms_stamped" not in tables and "cms_invoice" in tables
    assert "created_at" in [field.column for field in cms.Invoice._meta.local_fields]


def test_a_proxy_shows_all_rows_until_its_manager_filters():
    from django.db import connection

    assert "cms_overdueinvoice" not in connection.introspection.table_names()
    cms.Invoice.objects.bulk_create([cms.Invoice(), cms.Invoice(overdue=True)])
    assert cms.PlainProxy.objects.count() == 2
    assert cms.OverdueInvoice.objects.count() == 1


def test_a_child_is_joined_and_a_parent_list_gives_parents():
    cms.Video.objects.create(title="Trip", length=3)
    with queries() as sent:
        assert cms.Video.objects.get().title == "Trip"
    assert len(sent) == 1 and "INNER JOIN" in sent[0]
    entry = cms.Entry.objects.get()
    assert type(entry) is cms.Entry and not hasattr(entry, "length")
