"""A small German catalogue, and the reviewed code and the mended one beside it."""

import struct
from decimal import Decimal

from proof import answer, load, material, project, request

TEXTS = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    " from ": " ab ",
    "%(count)d seat left from %(price)s €\0%(count)d seats left from %(price)s €":
        "noch %(count)d Platz ab %(price)s €\0noch %(count)d Plätze ab %(price)s €",
    "Seat": "Sitz",
}


def compiled(texts: dict[str, str]) -> bytes:
    """The catalogue as msgfmt writes it."""
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    at = 28 + 16 * len(pairs)
    head, body = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            head[column] += struct.pack("<II", len(pair[column]), at + len(body))
            body += pair[column] + b"\0"
    start = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return start + head[0] + head[1] + body


FOLDER = project({"box/models.py": ""}, MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"])
(FOLDER / "locale/de/LC_MESSAGES").mkdir(parents=True)
(FOLDER / "locale/de/LC_MESSAGES/django.mo").write_bytes(compiled(TEXTS))
from django.conf import settings as conf  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.formats import number_format  # noqa: E402

conf.LOCALE_PATHS = [FOLDER / "locale"]
NAMES = dict(models=models, HttpResponse=HttpResponse)
TOP = "from django.utils.translation import gettext_lazy, ngettext\n" \
      "from django.utils.formats import number_format\n"
OLD = load(material(), "box.old", **NAMES)
NEW = load(TOP + answer(0).replace("class Ticket", "class NewTicket"), "box.new", **NAMES)


def german(module, count: int) -> str:
    with translation.override("de"):
        return module.left(request("/"), count, Decimal("12.5")).content.decode()


def test_the_label_is_translated_when_it_is_shown():
    with translation.override("de"):
        assert OLD.Ticket._meta.get_field("seat").verbose_name == "Seat"
        assert NEW.NewTicket._meta.get_field("seat").verbose_name == "Sitz"


def test_the_number_is_filled_in_after_the_look_up():
    assert german(OLD, 5).startswith("5 seats left ab ")
    assert german(NEW, 5) == "noch 5 Plätze ab 12,50 €"
    assert german(NEW, 1) == "noch 1 Platz ab 12,50 €"


def test_the_price_has_a_comma():
    assert german(OLD, 5).endswith("12.50 €")
    with translation.override("de"):
        assert number_format(Decimal("12.5"), decimal_pos=2) == "12,50"
    with translation.override("en"):
        assert number_format(Decimal("12.5"), decimal_pos=2) == "12.50"
