"""Members on PostgreSQL, with a unique address and with an expression under an index."""

from proof import module, project, raises

project({"members/models.py": """
    from django.db import models
    from django.db.models.functions import Upper

    class Member(models.Model):
        email = models.EmailField(unique=True)

    class Indexed(models.Model):
        email = models.EmailField(unique=True)

        class Meta:
            indexes = [models.Index(Upper("email"), name="indexed_upper")]

    class Strict(models.Model):
        email = models.EmailField()

        class Meta:
            constraints = [models.UniqueConstraint(Upper("email"), name="strict_upper")]
"""}, db="postgres")
members = module("members.models")


def plan(model):
    from django.db import connection

    model.objects.bulk_create([model(email=f"user{n}@example.org") for n in range(20_000)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return model.objects.filter(email__iexact="User777@example.org").explain(analyze=True)


def test_the_unique_index_does_not_serve_iexact():
    found = plan(members.Member)
    assert "Seq Scan" in found and "upper((email)" in found and "Removed by Filter: 19999" in found
    assert "rows=100 width" in found, "no statistics: half a percent is guessed"


def test_an_index_on_the_expression_serves_and_brings_statistics():
    found = plan(members.Indexed)
    assert "indexed_upper" in found and "rows=1 width" in found and "Seq Scan" not in found


def test_only_the_constraint_refuses_a_second_spelling():
    from django.db import IntegrityError

    for email in ("ada@example.org", "Ada@example.org"):
        members.Member.objects.create(email=email)
    members.Strict.objects.create(email="ada@example.org")
    with raises(IntegrityError, match="strict_upper"):
        members.Strict.objects.create(email="Ada@example.org")
