"""The stock user table in PostgreSQL, two accounts with one address, and a unique index."""

from django.db import IntegrityError, connection
from proof import project, raises, user

project(db="postgres")
INDEX = "CREATE UNIQUE INDEX one_email ON auth_user (lower(email)) WHERE email <> ''"


def create_index():
    with connection.cursor() as cursor:
        cursor.execute(INDEX)


def test_the_index_needs_settled_duplicates_and_then_holds():
    user("ada", email="ada@example.org")
    second = user("ada2", email="Ada@example.org")
    user("bo", email="")
    user("cy", email="")
    with raises(IntegrityError, match="duplicate"):
        create_index()
    second.email = "ada.two@example.org"
    second.save()
    create_index()
    with raises(IntegrityError, match="one_email"):
        user("ada3", email="ADA@example.org")
