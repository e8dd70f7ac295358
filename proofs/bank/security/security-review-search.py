"""The two views, with a customer named O'Brien and hostile input."""

from proof import client, material, module, project, queries, raises, user

project({
    "crm/models.py": """
        from django.db import models

        class Customer(models.Model):
            name = models.CharField(max_length=200)
    """,
    "urls.py": """
from crm.models import Customer
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

""" + material() + """
urlpatterns = [path("", search), path("<int:pk>/", rename)]
"""})


def browser(**options):
    made = client(**options)
    made.force_login(user())
    return made


def customers(*names):
    model = module("crm.models").Customer
    return [model.objects.create(name=name) for name in names]


def test_a_quote_ends_the_string():
    from django.db import DatabaseError

    customers("Ada", "Grace")
    colleague = browser()
    assert b"Grace" not in colleague.get("/", {"q": "Ada"}).content
    assert b"Grace" in colleague.get("/", {"q": "x' OR 1=1 --"}).content
    assert b"<p>pbkdf2" in colleague.get("/", {
        "q": "x' UNION SELECT 1, 'pbkdf2' || password FROM auth_user --"}).content
    with raises(DatabaseError):
        colleague.get("/", {"q": "O'Brien"})
    with queries() as sent:
        found = module("crm.models").Customer.objects.filter(name__contains="x' OR 1=1 --")
        assert list(found) == []
        sql, params = found.query.sql_with_params()
        assert "OR 1=1" not in sql and params == ("%x' OR 1=1 --%",)
    assert len(sent) == 1


def test_the_script_comes_back_unescaped():
    page = browser().get("/", {"q": "<script>go()</script>"})
    assert b"Results for <script>go()</script>" in page.content


def test_the_stored_name_is_not_escaped_either():
    customers("<script>go()</script>")
    assert b"<p><script>go()" in browser().get("/", {"q": "go"}).content


def test_a_foreign_form_renames():
    (ada,) = customers("Ada")
    colleague = browser(enforce_csrf_checks=True)
    # A browser sends a Lax cookie with a POST from the same site, such as another subdomain.
    from django.conf import settings

    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    got = colleague.post(f"/{ada.pk}/", {"name": "Eve"},
                         headers={"origin": "http://blog.example.com", "host": "crm.example.com"})
    assert got.status_code == 302
    ada.refresh_from_db()
    assert ada.name == "Eve"


def test_without_the_exemption_it_is_refused():
    from django.middleware.csrf import CsrfViewMiddleware

    from proof import request

    made = request("/1/", "post", data={"name": "Eve"})
    made._dont_enforce_csrf_checks = False
    check = CsrfViewMiddleware(lambda made: None)
    assert check.process_view(made, lambda made: None, (), {}).status_code == 403
    assert check.process_view(made, module("urls").rename, (), {}) is None
