"""A middleware with a context variable and a logging filter, as the answer describes them."""

import logging

from proof import MIDDLEWARE, client, in_threads, module, project

project({
    "number.py": """
        import contextvars
        import logging
        import threading
        import uuid

        NUMBER = contextvars.ContextVar("number", default="-")
        INSTANCES = []
        BOTH = threading.Barrier(2)

        class WithNumber(logging.Filter):
            def filter(self, record):
                record.number = NUMBER.get()
                return True

        class NumberMiddleware:
            def __init__(self, get_response):
                self.get_response = get_response
                INSTANCES.append(self)

            def __call__(self, request):
                number = self.last = uuid.uuid4().hex
                if "wait" in request.GET:
                    BOTH.wait(10)
                    request.on_self = self.last
                token = NUMBER.set(number)
                try:
                    response = self.get_response(request)
                finally:
                    NUMBER.reset(token)
                response["X-Request-Number"] = number
                if "wait" in request.GET:
                    response["X-On-Self"] = request.on_self
                return response
        """,
    "urls.py": """
        import logging
        from django.http import HttpResponse
        from django.urls import path

        def fine(request):
            logging.getLogger("shop").warning("in the view")
            return HttpResponse("fine")

        def broken(request):
            raise ValueError("broken")

        urlpatterns = [path("", fine), path("broken/", broken)]
        """,
}, MIDDLEWARE=["number.NumberMiddleware", *MIDDLEWARE])


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.addFilter(module("number").WithNumber())
        self.numbers = []

    def emit(self, record):
        self.numbers.append(record.number)


KEPT = Kept()
logging.getLogger("shop").addHandler(KEPT)


def test_the_log_line_and_the_header_carry_one_number():
    header = client().get("/").headers["X-Request-Number"]
    assert KEPT.numbers[-1] == header and len(header) == 32


def test_a_failed_view_comes_back_as_a_response():
    answer = client(raise_request_exception=False).get("/broken/")
    assert answer.status_code == 500
    assert "X-Request-Number" in answer.headers


def test_one_instance_serves_all_requests():
    browser = client()
    browser.get("/")
    before = len(module("number").INSTANCES)
    answers = in_threads(lambda: browser.get("/?wait"), lambda: browser.get("/?wait"))
    assert len(module("number").INSTANCES) == before
    assert len({answer["X-Request-Number"] for answer in answers}) == 2
    assert len({answer["X-On-Self"] for answer in answers}) == 1
