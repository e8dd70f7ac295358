"""The view of the material in a transaction, and the middleware of the answer."""

import logging

from django.db import transaction

from proof import MIDDLEWARE, client, material, module, project

project({
    "shop/models.py": """
        from django.db import models

        class Order(models.Model):
            paid = models.BooleanField(default=False)

            def mark_paid(self):
                self.paid = True
                self.save()

            def send_receipt(self):
                raise RuntimeError("mail server at 10.0.0.7 refused")
    """,
    "views.py": """
from django.http import JsonResponse
from shop.models import Order

class ShopError(Exception):
    status = 409

""" + material() + """
def plain(request, pk):
    order = Order.objects.get(pk=pk)
    order.mark_paid()
    order.send_receipt()

def sold_out(request):
    raise ShopError
""",
    "failures.py": """
        from django.http import JsonResponse

        class Failures:
            def __init__(self, get_response):
                self.get_response = get_response

            def __call__(self, request):
                return self.get_response(request)

            def process_exception(self, request, exception):
                status = getattr(exception, "status", None)
                return status and JsonResponse({"error": "conflict"}, status=status)
    """,
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [
            path("pay/<int:pk>/", views.pay),
            path("plain/<int:pk>/", views.plain),
            path("sold-out/", views.sold_out),
        ]
    """,
}, MIDDLEWARE=[*MIDDLEWARE, "failures.Failures"])


def call(path):
    order = module("shop.models").Order.objects.create()
    settings = transaction.get_connection().settings_dict
    settings["ATOMIC_REQUESTS"] = True
    try:
        response = client(raise_request_exception=False).get(path.format(order.pk))
    finally:
        settings["ATOMIC_REQUESTS"] = False
    order.refresh_from_db()
    return response, order.paid


def test_a_swallowed_error_is_committed():
    response, paid = call("/pay/{}/")
    assert (response.status_code, paid) == (200, True)
    assert "10.0.0.7" in response.json()["error"]
    response, paid = call("/plain/{}/")
    assert (response.status_code, paid) == (500, False)


def test_a_middleware_maps_own_exceptions_to_statuses():
    response, _ = call("/sold-out/")
    assert (response.status_code, response.json()) == (409, {"error": "conflict"})
    assert call("/plain/{}/")[0].status_code == 500  # left to Django


def test_django_logs_the_traceback():
    seen = []
    handler = logging.Handler()
    handler.emit = seen.append
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        call("/pay/{}/")
        assert not seen
        call("/plain/{}/")
    finally:
        logger.removeHandler(handler)
    assert [record.exc_info[0] for record in seen] == [RuntimeError]
