"""The two classes of the material and the function of the answer, around a page and /join/."""

import time

from proof import MIDDLEWARE, answer, client, material, module, project, request, settings

project({
    "old.py": """
import time
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

SEEN = []

""" + material() + """
class Watched(Timing):
    def process_request(self, request):
        SEEN.append("request")
        return super().process_request(request)

    def process_response(self, request, response):
        SEEN.append("response")
        return super().process_response(request, response)
""",
    "new.py": "import time\n\n" + answer(0),
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path
        from old import SEEN

        def page(request):
            SEEN.append("view")
            return HttpResponse("page")

        urlpatterns = [path("page/", page), path("join/", page)]
    """,
}, MIDDLEWARE=[*MIDDLEWARE, "old.Beta", "old.Watched"])


def get(path, beta=False):
    module("old").SEEN.clear()
    browser = client()
    if beta:
        browser.cookies["beta"] = "1"
    return browser.get(path), list(module("old").SEEN)


def test_the_hooks_run_before_and_after_the_view():
    response, seen = get("/page/", beta=True)
    assert seen == ["request", "view", "response"]
    assert "X-Seconds" in response


def test_join_redirects_to_itself():
    response, _ = get("/join/")
    assert (response.status_code, response["Location"]) == (302, "/join/")


def test_when_beta_answers_timing_does_not_run():
    response, seen = get("/page/")
    assert (response.status_code, seen) == (302, [])


def test_a_second_request_resets_the_clock():
    from django.http import HttpResponse

    shared = module("old").Timing(lambda request: HttpResponse())
    shared.process_request(request())
    time.sleep(0.2)
    shared.process_request(request())
    assert float(shared.process_response(request(), HttpResponse())["X-Seconds"]) < 0.1


def test_the_new_form_times_nested_requests_apart():
    from django.http import HttpResponse

    depth = []

    def view(made):
        if not depth:
            depth.append(1)
            time.sleep(0.2)
            assert float(timing(request())["X-Seconds"]) < 0.1
        return HttpResponse()

    timing = module("new").timing(view)
    assert float(timing(request())["X-Seconds"]) >= 0.2
    with settings(MIDDLEWARE=[*MIDDLEWARE, "new.timing"]):
        assert "X-Seconds" in client().get("/page/")
