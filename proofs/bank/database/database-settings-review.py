"""The settings of a laptop, read on a machine without a database of its own."""

import os

from proof import address, load, material, project, raises

project(db="postgres")


def connection_of(**changes):
    from django.db.backends.postgresql.base import DatabaseWrapper
    from django.db.utils import ConnectionHandler

    values = {**load(material()).DATABASES["default"], **changes}
    handler = ConnectionHandler({"default": values})
    return DatabaseWrapper(handler.settings["default"])


def test_an_empty_host_means_this_machine():
    from django.db import OperationalError

    assert not os.environ.get("PGHOST"), "it would take the place of an empty HOST"
    with raises(OperationalError, match="on socket|localhost"):
        connection_of(PORT="1").ensure_connection()  # nobody listens there
    assert connection_of(HOST="db.internal").get_connection_params()["host"] == "db.internal"


def test_only_conn_max_age_keeps_a_connection_after_the_request():
    from django.core.signals import request_finished
    from django.db import connection

    def open_after_a_request(max_age):
        connection.close()
        connection.settings_dict["CONN_MAX_AGE"] = max_age
        connection.ensure_connection()
        request_finished.send(sender=None)
        return connection.connection is not None

    assert connection.settings_dict["CONN_MAX_AGE"] == 0
    assert not open_after_a_request(0)
    assert open_after_a_request(60)
    connection.settings_dict["CONN_MAX_AGE"] = 0


def test_prefer_connects_to_a_server_without_tls():
    import psycopg

    at = dict(host=address()["HOST"], port=address()["PORT"], user="postgres", dbname="postgres")
    with psycopg.connect(**at, sslmode="prefer") as connection:
        assert not connection.pgconn.ssl_in_use
    try:
        psycopg.connect(**at, sslmode="require")
    except psycopg.OperationalError as error:
        assert "SSL" in str(error)
    else:
        raise AssertionError("require connected without TLS")
