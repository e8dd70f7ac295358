"""The checkout as shown, when taking from stock fails, and the mail as the answer sends it."""

from proof import load, material, project, raises, replace, request, settings, version

project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        email = models.EmailField()
    """})
from django.core import mail  # noqa: E402
from django.db import transaction  # noqa: E402

from shop.models import Order  # noqa: E402

SEND = 'send_mail("Your order", f"Number {order.pk}", None, [order.email])'
AFTER = replace(material(), (SEND, f"transaction.on_commit(lambda: {SEND})"))


def no_stock(order):
    raise ValueError("nothing left")


def place(source: str, take_from_stock):
    view = load(source, "checkout", transaction=transaction, Order=Order, send_mail=mail.send_mail,
                take_from_stock=take_from_stock, redirect=lambda name: name).place
    return view(request("/", "post", data={"email": "ada@example.com"}))


def test_today_the_mail_leaves_and_the_order_is_gone():
    with raises(ValueError):
        place(material(), no_stock)
    assert (len(mail.outbox), Order.objects.count()) == (1, 0)


def test_a_mail_on_commit_is_not_sent_when_the_order_is_rolled_back():
    with raises(ValueError):
        place(AFTER, no_stock)
    assert (len(mail.outbox), Order.objects.count()) == (0, 0)
    place(AFTER, lambda order: None)
    assert (len(mail.outbox), Order.objects.count()) == (1, 1)


SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_the_timeout_is_none_unless_set():
    if version() < (6, 1):
        assert mail.get_connection(SMTP).timeout is None
        with settings(EMAIL_TIMEOUT=7):
            assert mail.get_connection(SMTP).timeout == 7
        return
    with settings(MAILERS={"default": {"BACKEND": SMTP, "OPTIONS": {"host": "mail"}}}):
        assert mail.mailers.default.timeout is None
    with settings(MAILERS={"default": {"BACKEND": SMTP,
                                       "OPTIONS": {"host": "mail", "timeout": 7}}}):
        assert mail.mailers.default.timeout == 7
