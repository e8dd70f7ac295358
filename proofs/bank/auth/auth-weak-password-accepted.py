"""A sign-up view beside password rules in the settings."""

import json
import textwrap

from proof import answer, load, material, part, project, raises, request, settings, user

VALIDATION = "django.contrib.auth.password_validation."
project(AUTH_PASSWORD_VALIDATORS=[
    {"NAME": VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": VALIDATION + "UserAttributeSimilarityValidator"},
])
IMPORTS = """
import json
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.views.decorators.http import require_POST
"""
FIXED = (part(material(), "@require_POST", "    user = ") + textwrap.indent(answer(), "    ")
         + part(material(), "    return JsonResponse"))


def sign_up(source, username, password):
    view = load(IMPORTS + source).sign_up
    return view(request("/", "post", data={"username": username, "password": password},
                        content_type="application/json"))


def test_five_characters_are_accepted():
    assert sign_up(material(), "ada", "12345").status_code == 201
    from django.contrib.auth.models import User

    ada = User.objects.get()
    ada.set_password("1")
    ada.save()
    assert ada.check_password("1")


def test_the_client_learns_what_is_wrong():
    got = sign_up(FIXED, "ada", "12345")
    assert got.status_code == 400
    assert "at least 10 characters" in json.loads(got.content)["errors"][0]
    assert sign_up(FIXED, "ada", "a much longer one").status_code == 201
    from django.contrib.auth.models import User

    assert User.objects.get().check_password("a much longer one")


def test_similarity_needs_the_user():
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    validate_password("ada-lovelace")
    with raises(ValidationError, match="similar to the username"):
        validate_password("ada-lovelace", User(username="ada-lovelace"))
    assert sign_up(FIXED, "ada-lovelace", "ada-lovelace").status_code == 400


def test_a_taken_name_is_a_400():
    from django.db import IntegrityError, transaction

    user("ada")
    with raises(IntegrityError), transaction.atomic():
        sign_up(material(), "ada", "12345")
    assert sign_up(FIXED, "ada", "a much longer one").status_code == 400


def test_stored_passwords_stay_valid():
    with settings(AUTH_PASSWORD_VALIDATORS=[]):
        sign_up(FIXED, "ada", "1234")
    from django.contrib.auth import authenticate

    assert authenticate(username="ada", password="1234")
