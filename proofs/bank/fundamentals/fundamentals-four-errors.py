"""A template in the wrong folder, a name in a namespace, and models that import one another."""

import subprocess
import sys

from proof import project, raises
import proof

SHOP = """
from django.db import models
from crm.models import Customer

class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
"""
CRM = """
from django.db import models
from shop.models import Order

class Customer(models.Model):
    last = models.ForeignKey(Order, null=True, related_name="+", on_delete=models.SET_NULL)
"""
MENDED = CRM.replace("from shop.models import Order\n", "").replace("(Order,", '("shop.Order",')
project({
    "shop/models.py": SHOP,
    "crm/models.py": MENDED,
    "shop/templates/cart.html": "the cart",
    "shop/urls.py": """
        from django.urls import path

        app_name = "shop"
        urlpatterns = [path("cart/", lambda request: None, name="cart")]
        """,
    "urls.py": """
        from django.urls import include, path

        urlpatterns = [path("", include("shop.urls"))]
        """,
})


def test_the_template_is_found_in_the_subfolder():
    from django.template import TemplateDoesNotExist
    from django.template.autoreload import reset_loaders
    from django.template.loader import render_to_string

    with raises(TemplateDoesNotExist, match="shop/cart.html"):
        render_to_string("shop/cart.html")
    assert render_to_string("cart.html") == "the cart"
    folder = proof.FOLDER / "shop/templates"
    (folder / "shop").mkdir()
    (folder / "cart.html").rename(folder / "shop/cart.html")
    reset_loaders()  # which keep what they did not find
    assert render_to_string("shop/cart.html") == "the cart"


def test_the_name_needs_its_namespace():
    from django.urls import NoReverseMatch, reverse

    with raises(NoReverseMatch, match="Reverse for 'cart' not found"):
        reverse("cart")
    assert reverse("shop:cart") == "/cart/"


def start(crm: str) -> subprocess.CompletedProcess:
    (proof.FOLDER / "crm/models.py").write_text(crm)
    code = ("from django.conf import settings; settings.configure(INSTALLED_APPS=['shop', 'crm'],"
            "DEFAULT_AUTO_FIELD='django.db.models.BigAutoField'); import django; django.setup()")
    return subprocess.run([sys.executable, "-c", code], cwd=proof.FOLDER, capture_output=True,
                          text=True)


def test_a_string_breaks_the_import_cycle():
    broken = start(CRM)
    assert "cannot import name 'Order' from partially initialized" in broken.stderr
    assert start(MENDED).returncode == 0
