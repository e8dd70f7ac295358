"""What Django does by itself: escaping, parameters, the CSRF check."""

from proof import MIDDLEWARE, client, project, run, settings

project({
    "shop/models.py": """
        from django.db import models

        class Product(models.Model):
            name = models.CharField(max_length=200)
    """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        urlpatterns = [path("", lambda request: HttpResponse("changed"))]
    """},
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", *MIDDLEWARE])


def test_the_template_escapes_five_characters():
    from django.template import Context, Template

    shown = Template("{{ comment }}").render(Context({"comment": "<>\"'&"}))
    assert shown == "&lt;&gt;&quot;&#x27;&amp;"
    assert Template("{{ comment|safe }}").render(Context({"comment": "<"})) == "<"


def test_the_word_is_a_parameter():
    from shop.models import Product

    from django.db import connection

    handed = []

    def driver(execute, sql, params, many, context):
        handed.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(driver):
        assert list(Product.objects.filter(name="O'Brien")) == []
    [(sql, params)] = handed
    assert "Brien" not in sql and params == ("O'Brien",)


def test_a_foreign_form_is_refused():
    assert client(enforce_csrf_checks=True).post("/").status_code == 403
    from django.conf import settings as conf

    assert conf.SESSION_COOKIE_SAMESITE == "Lax"


def test_check_deploy_lists_https():
    # No redirect to HTTPS, no HSTS, cookies without Secure.
    ids = ["security.W008", "security.W004", "security.W012"]
    found = run("check", "--tag", "security", deploy=True)
    assert all(each in found for each in ids)
    assert not any(each in run("check", "--tag", "security") for each in ids)
    assert client().get("/").status_code == 200
    with settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=60, SESSION_COOKIE_SECURE=True):
        found = run("check", "--tag", "security", deploy=True)
        assert not any(each in found for each in ids)
        assert client().get("/").url == "https://testserver/"
