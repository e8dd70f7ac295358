"""The two files of the material, with their faults put right one after the other."""

from django.urls import Resolver404

from proof import load, material, part, project, raises, replace

CONFIG = part(material(), "# config/urls.py", "# shop/urls.py")
SHOP = part(material(), "# shop/urls.py")
project({"shop/urls.py": SHOP})
IMPORT = ("from django.conf.urls import url\nfrom django.urls import path",
          "from django.urls import path, re_path")
CALL = ("    url(", "    re_path(")


def view(name):
    def answer(request, **captured):
        return captured
    answer.__name__ = name
    return answer


def found(path, shop, config=CONFIG):
    from django.urls import clear_url_caches, resolve

    clear_url_caches()
    load(shop, "shop_urls", orders=view("orders"), order=view("order"))
    load(replace(config, ('"shop.urls"', '"shop_urls"')), "config_urls", page=view("page"))
    match = resolve(path, "config_urls")
    return match.func.__name__, match.kwargs


def shop_first():
    page = '    path("<path:name>", page),\n'
    return replace(CONFIG, (page, ""), ("]\n", page + "]\n"))


def with_path():
    return replace(SHOP, IMPORT, (r'url(r"^orders/(?P<pk>\d+)/", order)',
                                  'path("orders/<int:pk>/", order)'))


def test_url_is_gone():
    with raises(ImportError, match="cannot import name 'url'"):
        found("/shop/orders/7/", SHOP)
    with raises(ImportError, match="cannot import name 'url'"):
        load(CONFIG, page=view("page"))  # the file of every other page
    assert found("/shop/orders/7/", replace(SHOP, IMPORT, CALL), shop_first())[0] == "order"
    assert found("/shop/orders/7/", with_path(), shop_first())[0] == "order"


def test_the_catch_all_answers_for_the_shop():
    shop = replace(SHOP, IMPORT, CALL)
    assert found("/shop/orders/7/", shop) == ("page", {"name": "shop/orders/7/"})
    with raises(Resolver404):
        found("/", shop)
    assert found("/shop/orders/7/", shop, shop_first()) == ("order", {"pk": "7"})


def test_the_leading_slash_doubles():
    shop = replace(SHOP, IMPORT, CALL)
    assert found("/shop/orders/", shop, shop_first())[0] == "page"
    assert found("/shop//orders/", shop, shop_first())[0] == "orders"
    right = replace(shop, ('"/orders/"', '"orders/"'))
    assert found("/shop/orders/", right, shop_first())[0] == "orders"


def test_the_open_end_and_the_types():
    shop = replace(SHOP, IMPORT, CALL)
    assert found("/shop/orders/7/anything", shop, shop_first()) == ("order", {"pk": "7"})
    assert found("/shop/orders/7/", with_path(), shop_first()) == ("order", {"pk": 7})
    assert found("/shop/orders/7/anything", with_path(), shop_first())[0] == "page"
