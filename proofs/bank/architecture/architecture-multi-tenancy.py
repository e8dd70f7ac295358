"""Row-level security on a table with rows of two tenants, seen by three roles."""

import contextlib
import os

from proof import project

project(db="postgres", migrate=False)
from django.db import connection, transaction  # noqa: E402

OWNER, APP = f"owner_{os.getpid()}", f"app_{os.getpid()}"
VISIBLE = "SELECT count(*) FROM invoice"
TENANT = "SELECT current_setting('app.tenant', true)"


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


@contextlib.contextmanager
def a_table(force=""):
    """Two tenants with a row each; nobody has set a tenant, so the policy shows no row."""
    try:
        for sql in (
            f"CREATE ROLE {OWNER}", f"CREATE ROLE {APP}",
            "CREATE TABLE invoice (tenant text)", "INSERT INTO invoice VALUES ('a'), ('b')",
            f"ALTER TABLE invoice OWNER TO {OWNER}", f"GRANT SELECT ON invoice TO {APP}",
            "ALTER TABLE invoice ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY own ON invoice USING (tenant = current_setting('app.tenant', true))",
            force,
        ):
            if sql:
                ask(sql)
        yield
    finally:
        ask("RESET ROLE")
        ask("DROP TABLE IF EXISTS invoice")
        ask(f"DROP ROLE IF EXISTS {OWNER}, {APP}")


def seen_by(role):
    ask(f"SET ROLE {role}")
    count = ask(VISIBLE)
    ask("RESET ROLE")
    return count


FORCE = "ALTER TABLE invoice FORCE ROW LEVEL SECURITY"


def test_a_superuser_sees_all_even_when_forced():
    with a_table(FORCE):
        assert ask(VISIBLE) == 2
        assert seen_by(APP) == 0


def test_the_owner_sees_all_until_forced():
    with a_table():
        assert (seen_by(OWNER), seen_by(APP)) == (2, 0)
        ask(FORCE)
        assert seen_by(OWNER) == 0


def test_set_local_lasts_for_its_transaction_only():
    with a_table():
        ask(f"SET ROLE {APP}")
        ask("SET LOCAL app.tenant = 'a'")
        assert ask(VISIBLE) == 0, "outside a transaction it does nothing"
        with transaction.atomic():
            ask("SET LOCAL app.tenant = 'a'")
            assert ask(VISIBLE) == 1
        assert ask(VISIBLE) == 0 and not ask(TENANT), "the next one starts without a tenant"
