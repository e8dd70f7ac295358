"""A list of the signed-in customer's invoices; one of them is overdue."""

import contextlib
import datetime

from proof import client, module, project, raises, user

project({
    "bills/models.py": """
        import datetime
        from django.conf import settings
        from django.db import models

        class Invoice(models.Model):
            customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            due = models.DateField()
            paid = models.BooleanField(default=False)

            def is_overdue(self):
                return not self.paid and self.due < datetime.date.today()
        """,
    "templates/invoices.html": "{% for invoice in invoices %}{{ invoice.is_overdue }}{% endfor %}",
    "urls.py": """
        from django.shortcuts import render
        from django.urls import path
        from bills.models import Invoice

        def own(request):
            invoices = Invoice.objects.filter(customer=request.user).order_by("-pk")
            return render(request, "invoices.html", {"invoices": invoices})

        urlpatterns = [path("invoices/", own)]
        """,
})


def invoice(owner):
    return module("bills.models").Invoice.objects.create(
        customer=owner, due=datetime.date(2020, 1, 31))


@contextlib.contextmanager
def template_names():
    """The context of what is rendered in the block."""
    from django.test.signals import template_rendered
    from django.test.utils import setup_test_environment, teardown_test_environment

    seen = {}
    note = lambda context, **_: seen.update(context.flatten())
    setup_test_environment()
    template_rendered.connect(note)
    try:
        yield seen
    finally:
        template_rendered.disconnect(note)
        teardown_test_environment()


def text(source: str) -> str:
    from django.template import Context, Template

    return Template(source).render(Context({"invoice": invoice(user())}))


def test_the_view_hands_the_own_invoices_to_the_template():
    ada, ben = user("ada"), user("ben")
    mine, _ = invoice(ada), invoice(ben)
    browser = client()
    browser.force_login(ada)
    with template_names() as seen:
        assert browser.get("/invoices/").content == b"True"
    assert list(seen["invoices"]) == [mine]


def test_the_template_calls_the_method_but_passes_no_arguments():
    from django.template import TemplateSyntaxError

    assert text("{{ invoice.is_overdue }}") == "True"
    with raises(TemplateSyntaxError):
        text("{{ invoice.is_overdue(1) }}")


def test_a_misspelt_name_prints_nothing():
    assert text("[{{ invoice.is_overdeu }}{{ invioce }}]") == "[]"
