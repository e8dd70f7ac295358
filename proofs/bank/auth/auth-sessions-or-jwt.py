"""An employee with a session and a JWT, whose account is closed or gets a new password."""

from datetime import timedelta

from proof import client, project, requires, user

requires("djangorestframework", "djangorestframework-simplejwt")
project({"urls.py": """
    from django.http import HttpResponse
    from django.urls import path
    from rest_framework.permissions import IsAuthenticated
    from rest_framework.response import Response
    from rest_framework.views import APIView
    from rest_framework_simplejwt.authentication import (
        JWTAuthentication, JWTStatelessUserAuthentication)

    class View(APIView):
        permission_classes = [IsAuthenticated]

        def get(self, request):
            return Response("in")

    urlpatterns = [
        path("jwt/", View.as_view(authentication_classes=[JWTAuthentication])),
        path("stateless/", View.as_view(
            authentication_classes=[JWTStatelessUserAuthentication])),
        path("page/", lambda request: HttpResponse(
            status=200 if request.user.is_authenticated else 401)),
    ]
"""}, apps=["rest_framework"])


def token(who, lifetime=timedelta(minutes=5)):
    from rest_framework_simplejwt.tokens import AccessToken

    made = AccessToken.for_user(who)
    made.set_exp(lifetime=lifetime)
    return str(made)


def status(address, jwt):
    return client().get(address, headers={"authorization": f"Bearer {jwt}"}).status_code


def test_a_jwt_is_valid_until_it_expires():
    ada = user()
    old, fresh = token(ada, timedelta(seconds=-1)), token(ada)
    ada.delete()
    assert status("/stateless/", fresh) == 200
    assert status("/stateless/", old) == 401


def test_who_is_out_when_the_account_is_closed():
    ada = user()
    browser, jwt = client(), token(ada)
    browser.force_login(ada)
    assert [browser.get("/page/").status_code, status("/jwt/", jwt)] == [200, 200]
    ada.is_active = False
    ada.save()
    assert [browser.get("/page/").status_code, status("/jwt/", jwt)] == [401, 401]
    assert status("/stateless/", jwt) == 200


def test_tokens_outlive_a_password_change():
    ada = user()
    browser, jwt = client(), token(ada)
    browser.force_login(ada)
    ada.set_password("another long one")
    ada.save()
    assert status("/jwt/", jwt) == 200
    assert browser.get("/page/").status_code == 401
