"""The context processor of the answer, for pages that print the number and one that does not."""

from proof import answer, project, queries, request, user

HEAD = "from shop.models import CartItem\n"
PROCESSORS = ["django.template.context_processors.request", "shop.context_processors.cart"]
project({
    "shop/models.py": """
        from django.conf import settings
        from django.db import models

        class CartItem(models.Model):
            user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    """,
    "shop/context_processors.py": HEAD + answer(),
    "shop/templates/header.html": "Cart: {{ cart_count }}",
    "shop/templates/plain.html": "No header",
    "shop/templates/by_user.html": "Cart: {{ request.user.cartitem_set.count }}",
}, TEMPLATES=[{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": PROCESSORS}}])


def shown(name="header.html", someone=None):
    from django.shortcuts import render

    return render(request(user=someone), name).content.decode()


def customer_with_items(count):
    from shop.models import CartItem

    ada = user("ada")
    CartItem.objects.bulk_create(CartItem(user=ada) for _ in range(count))
    return ada


def test_without_a_request_there_is_no_number():
    from django.template.loader import render_to_string

    ada = customer_with_items(3)
    assert shown(someone=ada) == "Cart: 3"
    assert render_to_string("header.html") == "Cart: "


def test_a_count_by_the_user_does_as_well():
    assert shown("by_user.html", someone=customer_with_items(3)) == "Cart: 3"
    assert shown("by_user.html") == "Cart: "


def test_a_page_without_the_number_sends_no_query():
    ada = customer_with_items(3)
    with queries() as sent:
        shown("plain.html", someone=ada)
    assert sent == []
    with queries() as sent:
        shown("header.html", someone=ada)
    assert len(sent) == 1


def test_a_visitor_sees_zero():
    customer_with_items(3)
    assert shown() == "Cart: 0"
