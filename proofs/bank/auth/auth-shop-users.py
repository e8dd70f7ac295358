"""A shop on PostgreSQL: its users have a unique e-mail and no name, unlike the stock model's."""

from django.db import IntegrityError
from proof import module, project, raises, run

project({"people/models.py": """
    from django.contrib.auth.models import AbstractUser
    from django.db import models

    class Customer(AbstractUser):
        username = None
        email = models.EmailField(unique=True)
        USERNAME_FIELD = "email"
        REQUIRED_FIELDS = []
"""}, db="postgres", migrate=False, AUTH_USER_MODEL="people.Customer")
run("makemigrations", "people")
run("migrate")

Customer = module("people.models").Customer
Stock = module("django.contrib.auth.models").User


def test_the_stock_user_wants_a_name_and_lets_emails_repeat():
    field = Stock._meta.get_field
    assert Stock.USERNAME_FIELD == "username"
    assert not field("username").blank and field("username").unique
    assert not field("email").unique and not Stock._meta.total_unique_constraints


def test_a_unique_email_still_minds_the_case():
    Customer.objects.create(email="ada@example.org")
    Customer.objects.create(email="Ada@example.org")
    with raises(IntegrityError):
        Customer.objects.create(email="ada@example.org")


def test_the_stock_manager_asks_for_a_username():
    with raises(TypeError, match="username"):
        Customer.objects.create_user(email="ada@example.org", password="a long password")
