"""SimpleJWT with rotation and its default lifetimes, at the two addresses of the material."""

from datetime import timedelta

from proof import client, load, material, module, project, requires, user

requires("djangorestframework", "djangorestframework-simplejwt")
project({"urls.py": """
    from django.urls import path
    from rest_framework.permissions import IsAuthenticated
    from rest_framework.response import Response
    from rest_framework.views import APIView
    from rest_framework_simplejwt.authentication import JWTAuthentication

    class Orders(APIView):
        authentication_classes = [JWTAuthentication]
        permission_classes = [IsAuthenticated]

        def get(self, request):
            return Response("orders")

    urlpatterns = [path("orders/", Orders.as_view())]
"""}, apps=["rest_framework", "rest_framework_simplejwt.token_blacklist"],
    SIMPLE_JWT={"ROTATE_REFRESH_TOKENS": True, "BLACKLIST_AFTER_ROTATION": True})
module("urls").urlpatterns += load("""
from django.urls import path
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView
urlpatterns = [
""" + material() + "\n]").urlpatterns


def sign_in():
    user("ada")
    return client().post("/api/token/", {"username": "ada", "password": "a long password"}).json()


def refresh(token):
    return client().post("/api/token/refresh/", {"refresh": token})


def orders(token):
    return client().get("/orders/", headers={"authorization": f"Bearer {token}"}).status_code


def test_the_default_lifetimes():
    from rest_framework_simplejwt.settings import api_settings

    assert api_settings.ACCESS_TOKEN_LIFETIME == timedelta(minutes=5)
    assert api_settings.REFRESH_TOKEN_LIFETIME == timedelta(days=1)


def test_a_refresh_gives_a_new_access_token():
    from rest_framework_simplejwt.tokens import AccessToken

    got = sign_in()
    old = AccessToken(got["access"])
    old.set_exp(lifetime=timedelta(seconds=-1))
    assert orders(str(old)) == 401
    assert orders(refresh(got["refresh"]).json()["access"]) == 200


def test_a_refresh_token_opens_nothing_else():
    assert orders(sign_in()["refresh"]) == 401


def test_rotation_gives_a_new_one_and_refuses_the_old():
    first = sign_in()["refresh"]
    second = refresh(first).json()["refresh"]
    assert refresh(first).status_code == 401
    assert refresh(second).status_code == 200
