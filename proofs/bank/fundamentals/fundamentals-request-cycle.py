"""/orders/42/ with two middlewares that note what passes; the inner one can answer itself."""

from proof import MIDDLEWARE, client, module, project, raises

project({
    "notes.py": """
        from django.http import HttpRequest, HttpResponse

        SEEN = []

        def noting(name):
            def factory(get_response):
                def middleware(request):
                    assert type(request).__mro__[-2] is HttpRequest
                    SEEN.append((name, "in", request.resolver_match))
                    if name == "inner" and "closed" in request.GET:
                        return HttpResponse("closed")
                    response = get_response(request)
                    SEEN.append((name, "out", response.status_code))
                    return response
                return middleware
            return factory

        outer, inner = noting("outer"), noting("inner")
        """,
    "urls.py": """
        from django.http import HttpRequest, HttpResponse
        from django.urls import path
        from notes import SEEN

        def new_order(request):
            raise AssertionError

        def order_detail(request, pk):
            assert isinstance(request, HttpRequest)
            SEEN.append(("view", pk))
            return None if "nothing" in request.GET else HttpResponse("order")

        urlpatterns = [
            path("orders/new/", new_order),
            path("orders/<int:pk>/", order_detail),
            path("orders/<str:any>/", new_order),
        ]
        """,
}, MIDDLEWARE=["notes.outer", *MIDDLEWARE, "notes.inner"])


def seen(path: str) -> list:
    notes = module("notes").SEEN
    notes.clear()
    client().get(path)
    return list(notes)


def test_middleware_comes_before_the_url_and_again_in_reverse():
    assert seen("/orders/42/") == [
        ("outer", "in", None), ("inner", "in", None), ("view", 42),
        ("inner", "out", 200), ("outer", "out", 200)]


def test_the_view_gets_42_as_a_number():
    from django.urls import resolve

    assert resolve("/orders/42/").kwargs == {"pk": 42}
    assert ("view", 42) in seen("/orders/42/")
    with raises(ValueError, match="didn't return an HttpResponse"):
        seen("/orders/42/?nothing")


def test_an_early_answer_skips_the_view():
    assert seen("/orders/42/?closed") == [
        ("outer", "in", None), ("inner", "in", None), ("outer", "out", 200)]
