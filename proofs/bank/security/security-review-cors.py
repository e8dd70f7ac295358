"""The CORS settings of the material, asked by several origins."""

from proof import MIDDLEWARE, client, load, material, project, requires, settings

requires("django-cors-headers")
SETTINGS = {name: value for name, value in vars(load(material())).items() if name.isupper()}
project({"urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    calls = []

    def orders(request):
        calls.append(request.method)
        return HttpResponse("orders")

    urlpatterns = [path("", orders)]
"""}, apps=["corsheaders"], MIDDLEWARE=["corsheaders.middleware.CorsMiddleware", *MIDDLEWARE],
    **SETTINGS)


def may_read(origin):
    got = client().get("/", headers={"origin": origin}).headers
    return (got.get("Access-Control-Allow-Origin") == origin
            and got.get("Access-Control-Allow-Credentials") == "true")


def test_foreign_origins_match():
    assert may_read("https://app.example.com")
    assert may_read("https://example.com.evil.net")
    assert may_read("https://evilexample.com")
    assert not may_read("https://evil.net")


def test_the_list_names_one_origin():
    with settings(CORS_ALLOWED_ORIGIN_REGEXES=[],
                  CORS_ALLOWED_ORIGINS=["https://app.example.com"]):
        assert may_read("https://app.example.com")
        assert not may_read("https://example.com.evil.net")
        assert not may_read("https://evilexample.com")


def test_a_post_reaches_the_view():
    from urls import calls

    calls.clear()
    got = client().post("/", headers={"origin": "https://evil.net"})
    assert calls == ["POST"] and "Access-Control-Allow-Origin" not in got.headers


def test_the_csrf_check_refuses_what_cors_does_not():
    got = client(enforce_csrf_checks=True).post("/", headers={"origin": "https://evilexample.com"})
    assert got.status_code == 403
