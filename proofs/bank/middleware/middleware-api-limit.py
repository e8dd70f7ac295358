"""The middleware of the answer, for visitors, a user with the permission and a token client."""

from django.core.cache import cache

from proof import MIDDLEWARE, answer, client, module, project, requires, user

requires("djangorestframework")
project({
    "shop/models.py": """
        from django.db import models

        class Order(models.Model):
            class Meta:
                permissions = [("bulk", "May call in bulk")]
    """,
    "limit.py": """
import time
from django.core.cache import cache
from django.http import HttpResponse

""" + answer(0) + """
SEEN = []

class Watched(ApiLimit):
    def __call__(self, request):
        SEEN.append(request.user.pk)
        return super().__call__(request)
""",
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path
        from rest_framework.authentication import TokenAuthentication
        from rest_framework.decorators import api_view, authentication_classes
        from rest_framework.response import Response

        CALLS = []

        def orders(request):
            CALLS.append(1)
            return HttpResponse("orders")

        @api_view()
        @authentication_classes([TokenAuthentication])
        def whoami(request):
            return Response(request.user.pk)

        urlpatterns = [path("api/orders/", orders), path("api/me/", whoami),
                       path("page/", orders)]
    """,
}, apps=["rest_framework", "rest_framework.authtoken"],
    MIDDLEWARE=[*MIDDLEWARE, "limit.Watched"])
clock = [120_000.0]
module("limit").time = type("Clock", (), {"time": staticmethod(lambda: clock[0])})


def at(minute: int, second: int) -> None:
    clock[0] = minute * 60.0 + second


def statuses(count, browser=None, path="/api/orders/"):
    browser = browser or client()
    return [browser.get(path).status_code for _ in range(count)]


def test_the_sixty_first_request_gets_429():
    cache.clear()
    module("urls").CALLS.clear()
    assert statuses(61) == [200] * 60 + [429]
    assert len(module("urls").CALLS) == 60
    assert statuses(1, path="/page/") == [200]
    at(2001, 0)
    assert statuses(1) == [200]


def test_with_the_permission_there_are_six_hundred():
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType

    cache.clear()
    bulk = Permission.objects.get_or_create(
        codename="bulk",
        content_type=ContentType.objects.get_for_model(module("shop.models").Order))[0]
    browser, ada = client(), user()
    ada.user_permissions.add(bulk)
    browser.force_login(ada)
    assert statuses(601, browser) == [200] * 600 + [429]


def test_around_the_minute_twice_the_limit_gets_through():
    cache.clear()
    at(3000, 59)
    before = statuses(60)
    at(3001, 0)
    assert before + statuses(60) == [200] * 120


def test_a_token_client_is_anonymous_in_middleware():
    from rest_framework.authtoken.models import Token

    cache.clear()
    ada = user()
    key = Token.objects.create(user=ada).key
    module("limit").SEEN.clear()
    response = client().get("/api/me/", headers={"Authorization": f"Token {key}"})
    assert response.json() == ada.pk
    assert module("limit").SEEN == [None]
