"""The Like button of the answer, with a browser that checks CSRF."""

from django.contrib.auth.decorators import login_required

from proof import answer, client, material, module, part, project, request, user

project({
    "news/models.py": "from django.conf import settings\nfrom django.db import models\n"
                      + part(material(), "class", "//"),
    "views.py": """
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from news.models import Article

def page(request):
    return render(request, "page.html")

""" + answer(0),
    "templates/page.html": "{% csrf_token %}",
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [
            path("", views.page),
            path("articles/<int:pk>/like/", views.like),
        ]
    """,
})


def signed_in():
    browser = client(enforce_csrf_checks=True)
    browser.force_login(user())
    browser.get("/")
    url = f"/articles/{module('news.models').Article.objects.create().pk}/like/"
    return browser, url, {"X-CSRFToken": browser.cookies["csrftoken"].value}


def test_without_the_token_the_script_gets_403():
    browser, url, headers = signed_in()
    assert browser.post(url).status_code == 403
    assert browser.post(url, headers=headers).json() == {"likes": 1}


def test_a_second_press_adds_nothing():
    browser, url, headers = signed_in()
    browser.post(url, headers=headers)
    assert browser.post(url, headers=headers).json() == {"likes": 1}


def test_only_post():
    browser, url, _ = signed_in()
    assert browser.get(url).status_code == 405


def test_signed_out_the_answer_is_json():
    article = module("news.models").Article.objects.create()
    response = client().post(f"/articles/{article.pk}/like/")
    assert (response.status_code, response.json()) == (401, {"error": "Please sign in."})


def test_login_required_redirects_the_script():
    response = login_required(module("views").like)(request("/articles/1/like/", "post"), pk=1)
    assert response.status_code == 302
    assert "/login/" in response["Location"]
