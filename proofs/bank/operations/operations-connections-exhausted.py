"""What PostgreSQL shows of sessions that hold a connection, and what ending one does."""

import threading
import time

from proof import project, raises, server

project(db="postgres", migrate=False)
from django.db import OperationalError, connection, connections, transaction  # noqa: E402

NAME = connection.settings_dict["NAME"]


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


def sessions():
    """Process and state of each session of this database, the longest in its state first."""
    with server() as cursor:
        cursor.execute("SELECT pid, state, wait_event_type, pg_blocking_pids(pid) "
                       "FROM pg_stat_activity WHERE datname = %s ORDER BY state_change", [NAME])
        return cursor.fetchall()


def signal(function, pid):
    with server() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [pid])


def until(found):
    for _ in range(200):
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError(f"never seen; last: {sessions()}")


def test_it_lists_the_open_sessions():
    pid = ask("SELECT pg_backend_pid()")[0]
    assert [(each, state) for each, state, *_ in sessions()] == [(pid, "idle")]


def test_a_remote_call_inside_atomic_is_idle_in_transaction():
    with raises(OperationalError):
        with transaction.atomic():
            pid = ask("SELECT pg_backend_pid()")[0]
            # Here the remote call would wait.
            assert sessions()[0][:2] == (pid, "idle in transaction")
            signal("pg_terminate_backend", pid)
            until(lambda: not sessions())
            ask("SELECT 1")
    connection.close()


def test_cancelling_the_holder_ends_the_wait():
    ask("CREATE TABLE booking (day date)")

    def migration():
        try:
            with raises(OperationalError, match="canceling statement"), transaction.atomic():
                ask("ALTER TABLE booking ADD note text")
                ask("SELECT pg_sleep(30)")
        finally:
            connections.close_all()

    def read():
        ask("SELECT count(*) FROM booking")
        connections.close_all()

    holder = threading.Thread(target=migration)
    holder.start()
    until(lambda: [each for each in sessions() if each[1] == "active"])
    reader = threading.Thread(target=read)
    reader.start()
    waiting = until(lambda: [each for each in sessions() if each[2] == "Lock"])[0]
    signal("pg_cancel_backend", waiting[3][0])
    reader.join(10)
    holder.join(10)
    assert not reader.is_alive() and not holder.is_alive()
