"""A POST to /teams/chess/join/ with two middlewares that note what passes."""

from proof import MIDDLEWARE, client, module, project

project({
    "notes.py": """
        from django.http import HttpRequest

        SEEN = []

        def noting(name):
            def factory(get_response):
                def middleware(request):
                    assert isinstance(request, HttpRequest)
                    SEEN.append((name, "in", request.resolver_match))
                    response = get_response(request)
                    SEEN.append((name, "out", response.status_code))
                    return response
                return middleware
            return factory

        outer, inner = noting("outer"), noting("inner")
        """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path
        from notes import SEEN

        def join_mine(request):
            raise ValueError("no team")

        def join_team(request, team):
            SEEN.append(("view", request.method, team))
            return HttpResponse("joined")

        urlpatterns = [
            path("teams/mine/join/", join_mine),
            path("teams/<slug:team>/join/", join_team),
        ]
        """,
}, MIDDLEWARE=["notes.outer", *MIDDLEWARE, "notes.inner"])


def seen(path: str) -> list:
    notes = module("notes").SEEN
    notes.clear()
    client(raise_request_exception=False).post(path)
    return list(notes)


def test_middleware_comes_before_the_url_and_again_in_reverse():
    assert seen("/teams/chess/join/") == [
        ("outer", "in", None), ("inner", "in", None), ("view", "POST", "chess"),
        ("inner", "out", 200), ("outer", "out", 200)]


def test_the_view_gets_the_team():
    assert ("view", "POST", "chess") in seen("/teams/chess/join/")
    assert client().post("/teams/chess/join/").content == b"joined"
    assert not any(note[0] == "view" for note in seen("/teams/mine/join/"))


def test_middleware_gets_a_500_response():
    assert ("inner", "out", 500) in seen("/teams/mine/join/")
