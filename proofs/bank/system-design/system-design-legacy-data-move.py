"""A batch of the backfill that runs twice and meets a row changed or deleted meanwhile."""

from proof import project

project(db="postgres", migrate=False)
from django.db import connection  # noqa: E402

UPSERT = """
    INSERT INTO orders (legacy_id, version, total) VALUES (%s, %s, %s)
    ON CONFLICT (legacy_id) DO UPDATE SET version = excluded.version, total = excluded.total
    WHERE orders.version < excluded.version
"""
TABLE = """
    CREATE TABLE orders (legacy_id int UNIQUE, version int, total int, gone bool DEFAULT false)
"""
KEPT = "SELECT legacy_id, version, total FROM orders WHERE NOT gone"


def test_an_upsert_repeats_and_never_goes_back():
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        for row in [(7, 1, 10), (7, 1, 10), (7, 2, 12), (7, 1, 10)]:
            cursor.execute(UPSERT, row)
        cursor.execute(KEPT)
        assert cursor.fetchall() == [(7, 2, 12)]


def test_a_late_batch_revives_a_deleted_row_without_a_mark():
    deletes = {"DELETE FROM orders WHERE legacy_id = 7": [(7, 1, 10)],
               "UPDATE orders SET version = 2, gone = true WHERE legacy_id = 7": []}
    for delete, left in deletes.items():
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS orders")
            cursor.execute(TABLE)
            cursor.execute(UPSERT, (7, 1, 10))
            cursor.execute(delete)
            cursor.execute(UPSERT, (7, 1, 10))
            cursor.execute(KEPT)
            assert cursor.fetchall() == left
