"""One view for a session and a token, and what a POST to it needs."""

import json

from proof import client, project, requires, user

requires("djangorestframework")
project({"urls.py": """
    from django.http import HttpResponse
    from django.middleware.csrf import get_token
    from django.urls import path
    from rest_framework.authentication import SessionAuthentication, TokenAuthentication
    from rest_framework.permissions import IsAuthenticated
    from rest_framework.response import Response
    from rest_framework.views import APIView

    class Orders(APIView):
        permission_classes = [IsAuthenticated]
        authentication_classes = [SessionAuthentication, TokenAuthentication]

        def post(self, request):
            return Response("made")

    urlpatterns = [
        path("page/", lambda request: HttpResponse(get_token(request))),
        path("session-first/", Orders.as_view()),
        path("token-first/", Orders.as_view(
            authentication_classes=[TokenAuthentication, SessionAuthentication])),
    ]
"""}, apps=["rest_framework", "rest_framework.authtoken"])


def test_a_session_needs_the_csrf_token():
    browser = client(enforce_csrf_checks=True)
    browser.force_login(user())
    assert browser.post("/session-first/").status_code == 403
    token = browser.get("/page/").content.decode()
    assert browser.post("/session-first/", headers={"x-csrftoken": token}).status_code == 200


def test_a_token_needs_no_csrf_token():
    from rest_framework.authtoken.models import Token

    key = Token.objects.create(user=user()).key
    phone = client(enforce_csrf_checks=True)
    assert phone.post("/session-first/", headers={"authorization": f"Token {key}"}
                      ).status_code == 200


def test_the_first_class_decides_the_status():
    assert client().post("/session-first/").status_code == 403
    assert client().post("/token-first/").status_code == 401
