"""The API as it stands, called without a token and with one."""

from proof import client, load, material, part, project, requires, user

requires("djangorestframework")
IMPORTS = """
from django.urls import path
from rest_framework import serializers
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.generics import ListAPIView
from shop.models import Order

class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id"]
"""
SETTINGS = load(part(material(), "REST_FRAMEWORK", "class Orders")).REST_FRAMEWORK
project({
    "shop/models.py": """
        from django.conf import settings
        from django.db import models

        class Order(models.Model):
            user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    """,
    "urls.py": IMPORTS + part(material(), "class Orders"),
}, apps=["rest_framework", "rest_framework.authtoken"], REST_FRAMEWORK={
    **SETTINGS,
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "3/day"},
})


def login():
    return client().post("/login/", {"username": "ada", "password": "a long password"})


def orders(**headers):
    got = client().get("/orders/", headers=headers)
    return got.status_code, len(got.json()) if got.status_code == 200 else 0


def test_a_request_without_a_token_gets_in():
    from shop.models import Order

    Order.objects.create(user=user("ada"))
    Order.objects.create(user=user("grace"))
    assert orders() == (200, 2)
    assert orders(authorization=f"Token {login().json()['token']}") == (200, 2)
    assert orders(authorization="Token wrong") == (401, 0)


def test_two_logins_get_the_same_token():
    from django.test import RequestFactory
    from rest_framework.authentication import TokenAuthentication

    ada = user("ada")
    assert login().json() == login().json()
    header = {"Authorization": f"Token {login().json()['token']}"}
    request = RequestFactory().get("/orders/", headers=header)
    assert TokenAuthentication().authenticate(request)[0] == ada


def test_the_key_is_plain_text():
    from rest_framework.authtoken.models import Token

    user("ada")
    assert login().json()["token"] == Token.objects.get().key


def test_the_login_is_not_throttled():
    user("ada")
    assert [orders()[0] for _ in range(4)] == [200, 200, 200, 429]
    assert [login().status_code for _ in range(4)] == [200, 200, 200, 200]
