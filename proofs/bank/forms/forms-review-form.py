"""Products with reviews that staff approve; the form and view of the answer."""

from django.db import IntegrityError
from proof import answer, client, load, material, module, project, raises, replace, user

project({"shop/models.py": "from django.contrib.auth.models import User\n"
         "from django.db import models\n\n"
         "class Product(models.Model):\n    name = models.CharField(max_length=40)\n\n"
         + material(),
         "urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    def late(request, pk):
        import snippet
        return snippet.add_review(request, pk)

    urlpatterns = [
        path("products/<int:pk>/", lambda request, pk: HttpResponse("page"), name="product"),
        path("products/<int:pk>/review/", late),
    ]
""", "templates/review.html": "{{ form }}"}, LOGIN_URL="/sign-in/")

models = module("shop.models")
NAMES = """
from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from shop.models import Product, Review
"""
POST = {"stars": 4, "text": "good", "approved": "on"}


def page(code: str):
    load(NAMES + code)
    product = models.Product.objects.create(name="kettle")
    browser = client()
    browser.force_login(user())
    return browser, f"/products/{product.pk}/review/"


def test_the_answer_stores_an_unapproved_review_of_the_user():
    browser, path = page(answer())
    assert b"stars" in browser.get(path).content
    assert browser.post(path, POST).status_code == 302
    review = models.Review.objects.get()
    assert (review.author.username, review.stars, review.approved) == ("ada", 4, False)


def test_with_all_fields_a_customer_approves_their_own_review():
    browser, path = page(replace(answer(), ('["stars", "text"]', '"__all__"')))
    browser.post(path, POST | {"author": user("eve").pk, "product": 1})
    assert models.Review.objects.get().approved


def test_saving_without_an_author_fails():
    browser, path = page(replace(answer(), (", author=request.user", "")))
    with raises(IntegrityError, match="author_id"):
        browser.post(path, POST)


def test_visitors_sign_in_and_an_unknown_product_gives_404():
    browser, path = page(answer())
    assert browser.get("/products/99/review/").status_code == 404
    assert client().post(path, POST)["Location"].startswith("/sign-in/")
