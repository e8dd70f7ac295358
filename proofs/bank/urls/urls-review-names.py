"""The apps of the material in one site: first as they are, then with namespaces."""

from proof import load, material, module, part, project, raises, replace

project({"urls.py": """
    from django.urls import include, path

    urlpatterns = [path("", include("shop_urls")), path("", include("blog_urls"))]
"""}, migrate=False)
SHOP = part(material(), "# shop/urls.py", "# blog/urls.py")
BLOG = part(material(), "# blog/urls.py", "# in a view")
VIEW = part(material(), "# in a view", "{#")
LINK = part(material(), "{#")


def site(shop=SHOP, blog=BLOG):
    from importlib import reload

    from django.urls import clear_url_caches, path

    load(shop, "shop_urls", path=path, product=print)
    load(blog, "blog_urls", path=path, article=print)
    reload(module("urls"))
    clear_url_caches()


def link(template=LINK):
    from django.template import engines

    product = {"pk": 7}
    return engines["django"].from_string(template).render({"product": product}).strip()


def with_namespaces(path="products"):
    shop = replace(SHOP, ("products/", path + "/"))
    site('app_name = "shop"\n' + shop, 'app_name = "blog"\n' + BLOG)


def redirected(view):
    from types import SimpleNamespace

    from django.shortcuts import redirect

    body = "def view(product):\n" + "".join(f"    {line}\n" for line in view.splitlines())
    return load(body, "the_view", redirect=redirect).view(SimpleNamespace(pk=7)).url


def test_the_link_leads_to_the_article():
    site()
    assert link() == '<a href="/articles/7/">'


def test_a_namespace_tells_them_apart():
    with_namespaces()
    assert link(replace(LINK, ('"detail"', '"shop:detail"'))) == '<a href="/products/7/">'


def test_names_that_differ_do_too():
    site(replace(SHOP, ('"detail"', '"shop-detail"')))
    assert link(replace(LINK, ('"detail"', '"shop-detail"'))) == '<a href="/products/7/">'


def test_a_wrong_name_raises():
    from django.urls import NoReverseMatch

    with_namespaces()
    with raises(NoReverseMatch, match="'detail' not found"):
        link()


def test_only_a_name_follows_the_move():
    from django.urls import reverse

    with_namespaces("shop/products")
    assert redirected(VIEW) == "/products/7/"
    by_name = replace(VIEW, ('f"/products/{product.pk}/"', '"shop:detail", product.pk'))
    assert redirected(by_name) == reverse("shop:detail", args=[7]) == "/shop/products/7/"
