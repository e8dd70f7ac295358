"""The list of the answer with 21 lamps and a chair."""

import warnings

from django.core.paginator import UnorderedObjectListWarning

from proof import answer, client, load, material, module, project, replace, request

HEAD = "from django.views.generic import ListView\nfrom shop.models import Product\n"
project({
    "shop/models.py": "from django.db import models\n" + material(),
    "views.py": HEAD + answer(0),
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [path("products/", views.ProductList.as_view())]
    """,
    "templates/shop/rows.html": "{% for each in object_list %}<li>{{ each.name }}{% endfor %}",
    "templates/shop/list.html":
        "<html>{% include 'shop/rows.html' %}<a href='{% querystring page=2 %}'>",
})


def goods():
    create = module("shop.models").Product.objects.create
    for number in range(21):
        create(name=f"Lamp {number:02}")
    create(name="Chair")


def test_term_and_pages():
    goods()
    first = client().get("/products/?q=lamp").content
    assert first.count(b"<li>") == 20
    assert b"Chair" not in first
    assert b"<li>Lamp 20" in client().get("/products/?q=lamp&page=2").content
    assert client().get("/products/?q=lamp&page=3").status_code == 404


def test_the_script_gets_only_the_rows():
    goods()
    page = client().get("/products/?q=20", headers={"X-Requested-With": "XMLHttpRequest"})
    assert page.content == b"<li>Lamp 20"
    assert client().get("/products/?q=20").content.startswith(b"<html><li>Lamp 20<a")


def test_querystring_carries_the_term():
    assert b"?q=lamp&amp;page=2" in client().get("/products/?q=lamp&page=1").content


def test_without_an_order_django_warns():
    goods()
    made = load(HEAD + replace(answer(0), ('.order_by("name", "pk")', "")))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made.ProductList.as_view()(request("/products/"))
    assert UnorderedObjectListWarning in [each.category for each in caught]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load(HEAD + answer(0)).ProductList.as_view()(request("/products/"))
