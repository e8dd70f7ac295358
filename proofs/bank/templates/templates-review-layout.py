"""The three files of the material, and the same page put right."""

from proof import material, part, project, raises, replace

BASE = part(material(), "{# base", "{# price")
PRICE = part(material(), "{# price", "{# product")
PAGE = part(material(), "{# product")
TAG = ("{% upper product.name %}", "{{ product.name|upper }}")
FIRST = ("<h1>{{ product.name|upper }}</h1>\n{% extends \"base.html\" %}",
         "{% extends \"base.html\" %}\n<h1>{{ product.name|upper }}</h1>")
HEADING = ("<h1>{{ product.name|upper }}</h1>\n", "")
SHOWN = ("{% block content %}", "{% block content %}<h1>{{ product.name|upper }}</h1>")
project({"templates/base.html": BASE, "templates/price.html": PRICE})


def page(*changes):
    from django.template import engines

    source = replace(PAGE, *changes)
    product = {"name": "Lamp", "price": 12.5}
    return engines["django"].from_string(source).render({"product": product})


def test_upper_is_a_filter_and_extends_comes_first():
    from django.template import TemplateSyntaxError

    with raises(TemplateSyntaxError, match="Invalid block tag.*upper"):
        page()
    with raises(TemplateSyntaxError, match="extends.* must be the first tag"):
        page(TAG)
    right = page(TAG, HEADING, SHOWN)
    assert "<title>Shop</title>" in right and "<h1>LAMP</h1>" in right


def test_what_is_outside_a_block_is_not_shown():
    shown = page(TAG, FIRST)
    assert "LAMP" not in shown and "Call us" not in shown
    moved = page(TAG, FIRST, ("{% endblock %}\n<p>Call us with questions.</p>",
                              "<p>Call us with questions.</p>{% endblock %}"))
    assert "Call us" in moved


def test_the_price_is_missing_until_it_is_passed():
    assert "<b> €</b>" in page(TAG, FIRST)
    passed = ('{% include "price.html" %}', '{% include "price.html" with price=product.price %}')
    assert "<b>12.50 €</b>" in page(TAG, FIRST, passed)
