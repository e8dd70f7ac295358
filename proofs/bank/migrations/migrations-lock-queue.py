"""An export that leaves its transaction open, a migration, and a page of the site."""

import threading

from proof import address, project, raises

project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        total_cents = models.IntegerField(default=0)
"""}, db="postgres")


WAITING = ("SELECT mode FROM pg_locks WHERE NOT granted AND database ="
           " (SELECT oid FROM pg_database WHERE datname = current_database())")


def session(**options):
    import psycopg
    from django.conf import settings

    at = address()
    return psycopg.connect(host=at["HOST"], port=at["PORT"], user=at["USER"],
                           dbname=settings.DATABASES["default"]["NAME"], **options)


def site_reads():
    with session(autocommit=True) as site:
        site.execute("SET statement_timeout = '500ms'")
        return site.execute("SELECT count(*) FROM shop_order").fetchone()


def migration(before, result):
    with session(autocommit=True) as connection:
        connection.execute(before)
        try:
            connection.execute("ALTER TABLE shop_order ADD COLUMN note text")
        except Exception as error:
            result.append(error)


def wait_for_the_lock(thread):
    """Until the migration waits; one that gives up has ended by then or ends soon."""
    with session(autocommit=True) as look:
        while thread.is_alive():
            if look.execute(WAITING).fetchone():
                break
            thread.join(0.02)


def while_migrating(before, act):
    """The export holds its transaction while the migration waits and `act` is done."""
    result: list = []
    with session() as export:
        export.execute("SELECT * FROM shop_order")
        thread = threading.Thread(target=migration, args=(before, result))
        thread.start()
        wait_for_the_lock(thread)
        try:
            act()
        finally:
            export.rollback()
            thread.join(10)
    return result


def test_a_read_queues_behind_the_waiting_alter():
    import psycopg

    def act():
        with session(autocommit=True) as look:
            mode = look.execute(WAITING).fetchone()
            assert mode == ("AccessExclusiveLock",)
        with raises(psycopg.errors.QueryCanceled):
            site_reads()

    assert while_migrating("SELECT 1", act) == []
    assert site_reads() == (0,)
    with session(autocommit=True) as connection:
        connection.execute("ALTER TABLE shop_order DROP COLUMN note")


def test_with_a_lock_timeout_the_site_goes_on():
    seen = []

    def act():
        threading.Event().wait(0.5)
        seen.append(site_reads())

    for setting, reason in (("lock_timeout", "lock timeout"),
                            ("statement_timeout", "statement timeout")):
        failed = while_migrating(f"SET {setting} = '200ms'", act)
        assert reason in str(failed[0])
    assert seen == [(0,), (0,)]


def test_an_idle_transaction_is_ended():
    import psycopg

    with raises(psycopg.Error, match="idle-in-transaction"), session() as export:
        export.execute("SET idle_in_transaction_session_timeout = '200ms'")
        export.execute("SELECT * FROM shop_order")
        threading.Event().wait(0.6)
        export.execute("SELECT 1")
