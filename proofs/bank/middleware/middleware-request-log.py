"""The middleware of the answer at the top of the list, with a page and a view that fails."""

import logging

from proof import MIDDLEWARE, answer, client, module, project

project({
    "log.py": """
import logging
import time
from django.conf import settings
from django.http import HttpResponseForbidden

logger = logging.getLogger("requests")

""" + answer(0) + """
MADE = []

class Counted(RequestLog):
    def __init__(self, get_response):
        super().__init__(get_response)
        MADE.append(self)
""",
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        SEEN = []

        def page(request):
            SEEN.append(request.path)
            return HttpResponse("page")

        def broken(request):
            raise RuntimeError

        urlpatterns = [path("page/", page), path("broken/", broken)]
    """,
}, MIDDLEWARE=["log.Counted", *MIDDLEWARE], BLOCKED_AGENTS=["BadBot/1.0"])


def lines(path, times=1, **headers):
    seen = []
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(record.getMessage())
    logger = logging.getLogger("requests")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    browser = client(raise_request_exception=False)
    try:
        for _ in range(times):
            browser.get(path, headers=headers)
    finally:
        logger.removeHandler(handler)
    return seen


def test_a_request_is_logged_without_its_query_string():
    (line,) = lines("/page/?token=secret")
    assert line.startswith("GET '/page/' 200 0.")
    assert "secret" not in line


def test_a_line_break_in_the_path_forges_no_entry():
    (line,) = lines("/page/%0AGET /admin/ 200 0.001")
    assert line.startswith(r"GET '/page/\nGET /admin/ 200 0.001' 404 ")
    assert "\n" not in line


def test_a_listed_client_never_reaches_the_view():
    module("urls").SEEN.clear()
    (line,) = lines("/page/", **{"User-Agent": "BadBot/1.0"})
    assert line.startswith("GET '/page/' 403 ")
    assert module("urls").SEEN == []


def test_one_object_serves_all_requests():
    module("log").MADE.clear()
    assert len(lines("/page/", times=3)) == 3
    assert len(module("log").MADE) == 1


def test_an_error_in_the_view_is_logged_as_500():
    (line,) = lines("/broken/")
    assert line.startswith("GET '/broken/' 500 ")
