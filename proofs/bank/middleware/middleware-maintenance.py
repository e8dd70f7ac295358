"""The middleware of the answer at the end of the list, with a page and a view that fails."""

from proof import MIDDLEWARE, answer, client, project, raises, settings, user

project({
    "shut.py": """
import uuid
from django.conf import settings
from django.http import HttpResponse

""" + answer(0),
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        def broken(request):
            raise RuntimeError

        urlpatterns = [
            path("page/", lambda request: HttpResponse("page")),
            path("login/", lambda request: HttpResponse("login")),
            path("broken/", broken),
        ]
    """,
}, MIDDLEWARE=[*MIDDLEWARE, "shut.Maintenance"], MAINTENANCE=True)


def staff():
    browser = client(raise_request_exception=False)
    browser.force_login(user(is_staff=True))
    return browser


def test_a_visitor_never_reaches_the_view_and_staff_do():
    response = client().get("/page/")
    assert (response.status_code, response.content) == (503, b"Back soon.")
    assert staff().get("/page/").content == b"page"
    assert client().get("/login/").content == b"login"
    with settings(MAINTENANCE=False):
        assert client().get("/page/").content == b"page"


def test_each_response_has_a_number_of_its_own():
    numbers = {client().get(path)["X-Request-Number"] for path in ("/page/", "/login/", "/page/")}
    assert len(numbers) == 3


def test_above_authentication_there_is_no_user():
    with settings(MIDDLEWARE=["shut.Maintenance", *MIDDLEWARE]):
        with raises(AttributeError, match="user"):
            client().get("/page/")


def test_an_error_in_the_view_carries_a_number():
    response = staff().get("/broken/")
    assert response.status_code == 500
    assert response["X-Request-Number"]
