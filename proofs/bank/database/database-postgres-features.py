"""Bookings, misspelt names and tags on PostgreSQL, with the extensions in a migration."""

from proof import project, raises, run

project({
    "shop/models.py": """
        from django.contrib.postgres.constraints import ExclusionConstraint
        from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
        from django.contrib.postgres.indexes import GinIndex
        from django.db import models

        class Booking(models.Model):
            room = models.IntegerField()
            during = DateTimeRangeField()

            class Meta:
                constraints = [ExclusionConstraint(
                    name="no_overlap", expressions=[("room", "="), ("during", "&&")])]

        class Product(models.Model):
            name = models.CharField(max_length=100)
            tags = ArrayField(models.CharField(max_length=20), default=list)

            class Meta:
                indexes = [GinIndex(fields=["tags"], name="tags_gin"), GinIndex(
                    fields=["name"], opclasses=["gin_trgm_ops"], name="name_gin")]
    """,
    "shop/migrations/0001_extensions.py": """
        from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
        from django.db import migrations

        class Migration(migrations.Migration):
            operations = [BtreeGistExtension(), TrigramExtension()]
    """,
}, db="postgres", apps=["django.contrib.postgres"], migrate=False)
run("makemigrations", "shop")
run("migrate")

NINE, TEN, ELEVEN = (f"2026-05-04 {hour}:00+00" for hour in ("09", "10", "11"))


def book(start, end, room=1):
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO shop_booking (room, during) VALUES (%s, tstzrange(%s, %s))",
                       [room, start, end])


def test_overlaps_fail_and_neighbours_pass():
    from django.db import IntegrityError
    from shop.models import Booking

    book(NINE, ELEVEN)
    with raises(IntegrityError, match="no_overlap"):
        book(TEN, "2026-05-04 12:00+00")
    book(ELEVEN, "2026-05-04 12:00+00")
    book(NINE, ELEVEN, room=2)
    assert Booking.objects.count() == 3


def test_trigrams_find_what_full_text_search_misses():
    from shop.models import Product

    headphones = Product.objects.create(name="Headphones", tags=["audio", "sale"])
    Product.objects.create(name="Kettle", tags=["sale"])
    assert list(Product.objects.filter(name__trigram_similar="hedphones")) == [headphones]
    long = Product.objects.create(name="Sony wireless headphones black")
    assert list(Product.objects.filter(name__trigram_similar="hedphones")) == [headphones]
    assert list(Product.objects.filter(name__trigram_word_similar="hedphones")
                .order_by("pk")) == [headphones, long]
    long.delete()
    assert not Product.objects.filter(name__search="hedphones").exists()
    assert not Product.objects.filter(name__search="headph").exists()
    assert Product.objects.filter(name__search="headphone").get() == headphones
    assert list(Product.objects.filter(tags__contains=["sale", "audio"])) == [headphones]


def test_without_the_extensions_neither_works():
    from django.db import DatabaseError, connection, transaction
    from shop.models import Booking, Product

    class Undo(Exception):
        pass

    constraint = Booking._meta.constraints[0]
    with raises(Undo), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION btree_gist CASCADE")
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        with raises(DatabaseError, match="no default operator class"), transaction.atomic():
            with connection.schema_editor() as editor:
                editor.add_constraint(Booking, constraint)
        with raises(DatabaseError, match="operator does not exist"), transaction.atomic():
            Product.objects.filter(name__trigram_similar="hedphones").first()
        raise Undo
