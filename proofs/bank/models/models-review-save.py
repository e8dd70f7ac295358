"""The article as shown and with the answer's `save()`; the mail goes to the outbox in memory."""

import textwrap

from proof import answer, material, module, part, project, raises

HEAD = """
from django.core.mail import send_mail
from django.db import models
from django.utils.text import slugify

def subscribers():
    return ["ada@example.org"]

"""
FIXED = part(material(), "class", "    def save") + textwrap.indent(answer(0), "    ")
project({"shown/models.py": HEAD + material(), "fixed/models.py": HEAD + FIXED})
Shown, Fixed = module("shown.models").Article, module("fixed.models").Article


def test_create_fails_on_the_shown_method():
    with raises(TypeError, match="force_insert"):
        Shown.objects.create(title="Hello")
    Fixed.objects.create(title="Hello")


def test_a_corrected_title_keeps_the_slug_after_the_repair():
    for model, slug in ((Shown, "hello"), (Fixed, "helo")):
        article = model(title="Helo")
        article.save()
        article.title = "Hello"
        article.save()
        assert model.objects.get().slug == slug


def test_every_save_mails_the_subscribers():
    from django.core import mail

    article = Shown(title="Hello")
    article.save()
    article.save()
    assert len(mail.outbox) == 2


def test_bulk_create_leaves_the_slug_empty():
    Fixed.objects.bulk_create([Fixed(title="Hello")])
    assert Fixed.objects.get().slug == ""


def test_equal_titles_collide():
    from django.db import IntegrityError, transaction

    Fixed.objects.create(title="Hello")
    with raises(IntegrityError), transaction.atomic():
        Fixed.objects.create(title="Hello")
