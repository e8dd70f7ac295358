"""Threads, persistent connections and Django's pool on a real PostgreSQL."""

import threading

from proof import project, raises

project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        number = models.IntegerField()
"""}, db="postgres")


def open_connections() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                       " AND pid <> pg_backend_pid()")
        return cursor.fetchone()[0]


def held_by_idle_threads(max_age) -> int:
    from django.db import close_old_connections, connection

    served, leave = threading.Barrier(5), threading.Event()

    def thread():
        connection.settings_dict["CONN_MAX_AGE"] = max_age
        connection.ensure_connection()
        close_old_connections()  # what Django does when a request ends
        served.wait(10)
        leave.wait(10)
        connection.close()

    threads = [threading.Thread(target=thread) for _ in range(4)]
    for each in threads:
        each.start()
    served.wait(10)
    for _ in range(50):
        held = open_connections()
        if held == (4 if max_age is None else 0):
            break
        threading.Event().wait(0.05)
    leave.set()
    for each in threads:
        each.join()
    return held


def test_an_idle_thread_keeps_its_connection():
    assert held_by_idle_threads(0) == 0
    assert held_by_idle_threads(None) == 4


def test_pool_refuses_persistent_connections():
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connection

    for max_age in (None, 60):
        other = connection.copy(alias="pooled")
        other.settings_dict = {**other.settings_dict, "OPTIONS": {"pool": True},
                               "CONN_MAX_AGE": max_age}
        with raises(ImproperlyConfigured, match="Pooling doesn't support persistent connections"):
            other.ensure_connection()
    other = connection.copy(alias="pooled")
    other.settings_dict = {**other.settings_dict, "OPTIONS": {"pool": True}, "CONN_MAX_AGE": 0}
    try:
        other.pool.close()
    except ImproperlyConfigured as error:  # psycopg_pool need not be installed here
        assert "psycopg_pool" in str(error), error


def test_iterator_uses_a_server_side_cursor_unless_disabled():
    from django.db import connection

    orders = module_orders()

    def cursors_while_reading():
        rows = orders.objects.order_by("pk").iterator(chunk_size=1)
        next(rows)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_cursors WHERE name <> ''")
            return cursor.fetchone()[0]

    assert cursors_while_reading() == 1
    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True
    connection.close()
    assert cursors_while_reading() == 0
    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = False


def module_orders():
    from shop.models import Order

    Order.objects.bulk_create(Order(number=number) for number in range(3))
    return Order
