"""Three books with two tags each."""

from proof import material, module, project, queries, version

HEAD = """
from django.db import models

class Publisher(models.Model):
    name = models.CharField(max_length=50)

class Tag(models.Model):
    name = models.CharField(max_length=50)
    public = models.BooleanField(default=True)

"""
project({"shop/models.py": HEAD + material()})
shop = module("shop.models")


def books():
    tags = [shop.Tag.objects.create(name="a"), shop.Tag.objects.create(name="b", public=False)]
    for number in range(3):
        publisher = shop.Publisher.objects.create(name=f"p{number}")
        shop.Book.objects.create(title="x", publisher=publisher).tags.set(tags)
    return shop.Book.objects.select_related("publisher").prefetch_related("tags")


def test_two_queries():
    rows = books()
    with queries() as sent:
        page = [(book.publisher.name, [tag.name for tag in book.tags.all()]) for book in rows]
    assert len(page) == 3 and len(sent) == 2
    assert "JOIN" in sent[0] and "shop_publisher" in sent[0] and " IN (" in sent[1]


def test_a_filter_goes_past_the_prefetch():
    from django.db.models import Prefetch

    rows = books()
    with queries() as sent:
        assert [book.tags.filter(public=True).count() for book in rows] == [1, 1, 1]
    assert len(sent) == 2 + 3
    public = Prefetch("tags", queryset=shop.Tag.objects.filter(public=True))
    with queries() as sent:
        loaded = shop.Book.objects.prefetch_related(public)
        assert [len(book.tags.all()) for book in loaded] == [1, 1, 1]
    assert len(sent) == 2


def test_a_number_needs_one_query():
    from django.db.models import Count

    books()
    with queries() as sent:
        counted = [book.number for book in shop.Book.objects.annotate(number=Count("tags"))]
    assert counted == [2, 2, 2] and len(sent) == 1 and "shop_tag" not in sent[0]


def test_peers_bring_the_publishers_and_not_the_tags():
    if version() < (6, 1):
        return
    from django.db.models import FETCH_PEERS

    books()
    peers = shop.Book.objects.fetch_mode(FETCH_PEERS)
    with queries() as sent:
        assert len([book.publisher.name for book in peers]) == 3
    assert len(sent) == 2
    with queries() as sent:
        assert len([list(book.tags.all()) for book in peers.all()]) == 3
    assert len(sent) == 1 + 3
