"""The view of the material, with a template that uses the orders and with one that does not."""

from django.contrib.auth import get_user_model

from proof import load, material, module, project, queries, replace, request, user

project({
    "orders/models.py": """
        from django.conf import settings
        from django.db import models

        class Order(models.Model):
            customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
            title = models.CharField(max_length=50)
    """,
    "orders/templates/orders/list.html": "of the app",
    "templates/orders/list.html":
        "{{ user.username }}: {% for order in orders %}{{ order.title }}{% endfor %}",
    "orders/templates/orders/quiet.html": "nothing",
})
HEAD = "from django.shortcuts import render\nfrom orders.models import Order\n"


def page(source: str):
    ada = get_user_model().objects.first() or user()
    module("orders.models").Order.objects.create(customer=ada, title="<b>tea</b>")
    with queries() as sent:
        response = load(HEAD + source).order_list(request(user=ada))
    return type(response).__name__, response.content.decode(), len(sent)


def test_the_project_folder_comes_before_that_of_the_app():
    kind, text, _ = page(material())
    assert kind == "HttpResponse"
    assert text != "of the app"


def test_the_request_brings_the_names_of_the_context_processors():
    assert page(material())[1].startswith("ada: ")


def test_without_the_request_they_are_missing():
    from django.template.loader import render_to_string

    assert render_to_string("orders/list.html", {"orders": []}) == ": "


def test_values_are_escaped():
    assert page(material())[1].endswith("&lt;b&gt;tea&lt;/b&gt;")


def test_the_query_runs_only_in_the_template():
    assert page(material())[2] == 1
    quiet = replace(material(), ("orders/list.html", "orders/quiet.html"))
    assert page(quiet)[1:] == ("nothing", 0)
