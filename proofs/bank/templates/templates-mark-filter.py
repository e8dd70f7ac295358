"""The filter of the answer in an app, used by templates."""

from proof import answer, project, raises

HEAD = "from django import template\nfrom django.utils.html import format_html, format_html_join\n"
project({
    "shop/models.py": "",
    "shop/templatetags/highlight.py": HEAD + answer(),
    "templates/result.html": answer(1),
    "templates/child.html": '{% extends "base.html" %}{% block body %}{{ "a"|mark:"a" }}'
                            "{% endblock %}",
    "templates/base.html": "{% load highlight %}{% block body %}{% endblock %}",
    "templates/part.html": '{{ "a"|mark:"a" }}',
    "templates/whole.html": '{% load highlight %}{% include "part.html" %}',
})


def shown(text, query):
    from django.template.loader import render_to_string

    return render_to_string("result.html", {"product": {"text": text}, "query": query}).strip()


def test_the_word_is_bold_wherever_it_occurs():
    assert shown("red lamp, red chair", "red") == "<b>red</b> lamp, <b>red</b> chair"
    assert shown("Red lamp", "red") == "Red lamp"


def test_text_and_word_are_escaped():
    assert shown("<i>a</i> lamp", "lamp") == "&lt;i&gt;a&lt;/i&gt; <b>lamp</b>"
    assert shown("a <i> b", "<i>") == "a <b>&lt;i&gt;</b> b"


def test_an_empty_word_returns_the_text():
    assert shown("lamp", "") == "lamp"
    with raises(ValueError, match="empty separator"):
        "lamp".split("")


def test_load_is_not_passed_on():
    from django.template import TemplateSyntaxError
    from django.template.loader import render_to_string

    for name in ("child.html", "whole.html"):
        with raises(TemplateSyntaxError, match="Invalid filter: 'mark'"):
            render_to_string(name)
