"""The pattern of the material, and the same with a slash required, below CommonMiddleware."""

from proof import client, material, part, project, replace, settings

ROUTE = part(material(), "re_path")
REQUIRED = replace(ROUTE, ("/?$", "/$"))
HEAD = """
from django.http import HttpResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

@csrf_exempt
def product(request, pk):
    return HttpResponse(f"{request.method} {sorted(request.POST)}")

"""
project({"urls.py": HEAD + f"urlpatterns = [{REQUIRED}]",
         "today.py": HEAD + f"urlpatterns = [{ROUTE}]"}, migrate=False)


def test_only_the_required_slash_redirects():
    with settings(ROOT_URLCONF="today"):
        assert client().get("/products/42").status_code == 200
    answer = client().get("/products/42?from=newsletter")
    assert (answer.status_code, answer.url) == (301, "/products/42/?from=newsletter")
    with settings(APPEND_SLASH=False):
        assert client().get("/products/42").status_code == 404
    with settings(MIDDLEWARE=[]):
        assert client().get("/products/42").status_code == 404


def test_www_and_slash_take_one_redirect():
    with settings(PREPEND_WWW=True):
        answer = client().get("/products/42", headers={"host": "shop.example"})
        assert (answer.status_code, answer.url) == (301, "http://www.shop.example/products/42/")
        answer = client().get("/products/42/", headers={"host": "www.shop.example"})
        assert answer.status_code == 200


def test_a_post_loses_its_data():
    answer = client().post("/products/42", {"amount": 1})
    assert answer.status_code == 301  # browsers follow a 301 after POST with GET
    assert client().get(answer.url).content == b"GET []"
    assert client().post("/products/42/", {"amount": 1}).content == b"POST ['amount']"
