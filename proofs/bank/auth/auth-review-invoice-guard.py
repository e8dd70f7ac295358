"""An invoice of Ada's, edited through the view by others."""

from proof import answer, client, load, material, module, project, user

project({
    "billing/models.py": """
        from django.conf import settings
        from django.db import models

        class Invoice(models.Model):
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            amount = models.IntegerField()

            def get_absolute_url(self):
                return "/"
    """,
    "templates/billing/invoice_form.html": "{{ form }}",
    "urls.py": "urlpatterns = []",
}, LOGIN_URL="/login/")
IMPORTS = """
from billing.models import Invoice
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.views.generic import UpdateView
"""


def use(source):
    from django.urls import clear_url_caches, path

    view = load(IMPORTS + source).InvoiceUpdate
    module("urls").urlpatterns[:] = [path("<int:pk>/", view.as_view())]
    clear_url_caches()


def invoice():
    from django.contrib.auth.models import Permission

    ada = user("ada")
    ada.user_permissions.add(Permission.objects.get(codename="change_invoice"))
    return module("billing.models").Invoice.objects.create(pk=7, owner=ada, amount=10), ada


def signed_in(who):
    browser = client()
    browser.force_login(who)
    return browser


def test_a_visitor_reaches_the_form_check():
    use(material())
    made, _ = invoice()
    assert client().post("/7/", {"amount": 0}).status_code == 302
    made.refresh_from_db()
    assert made.amount == 0


def test_a_post_saves_anybodys_invoice():
    use(material())
    made, _ = invoice()
    stranger = signed_in(user("eve"))
    assert stranger.get("/7/").status_code == 403
    stranger.post("/7/", {"amount": 1})
    made.refresh_from_db()
    assert made.amount == 1


def test_a_stranger_gets_a_404():
    from django.contrib.auth.models import Permission

    use(answer())
    made, ada = invoice()
    eve = user("eve")
    assert signed_in(eve).post("/7/", {"amount": 1}).status_code == 403
    eve.user_permissions.add(Permission.objects.get(codename="change_invoice"))
    assert signed_in(eve).post("/7/", {"amount": 1}).status_code == 404
    assert client().post("/7/", {"amount": 1}).url == "/login/?next=/7/"
    made.refresh_from_db()
    assert made.amount == 10
    assert signed_in(ada).post("/7/", {"amount": 2}).status_code == 302
    made.refresh_from_db()
    assert made.amount == 2
