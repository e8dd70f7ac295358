"""Two items, and a user whose password hash must stay secret."""

import json

from proof import answer, load, material, module, project, raises, request, user

project({"shop/models.py": """
    from django.db import models

    class Supplier(models.Model):
        secret = models.CharField(max_length=20)

    class Item(models.Model):
        name = models.CharField(max_length=50)
        supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT)
"""}, db="postgres")
models = module("shop.models")
HEAD = "from django.db import connection\nfrom django.http import JsonResponse\n"
search = load(HEAD + material()).search


def items(*names: str):
    for number, name in enumerate(names):
        supplier = models.Supplier.objects.create(secret=str(9 - number))
        models.Item.objects.create(name=name, supplier=supplier)


def found(**query) -> list:
    return json.loads(search(request(data=query)).content)["items"]


def test_a_search_prints_password_hashes_or_changes_data():
    items("lamp")
    stored = user("ada").password
    assert [row[1] for row in found(q="am")] == ["lamp"]
    rows = found(q="%' UNION SELECT id, password FROM auth_user --")
    assert stored in [row[1] for row in rows]
    found(q="'; UPDATE shop_item SET name = 'mine'; SELECT 1 --")
    assert models.Item.objects.get().name == "mine"


def test_the_sort_column_is_open_too():
    items("lamp", "desk")
    assert [row[1] for row in found(sort="(SELECT -id)")] == ["desk", "lamp"]


def fixed(q: str, sort: str = "name") -> list:
    return [row[1] for row in load(answer(), q=q, sort=sort, Item=models.Item).rows]


def test_the_orm_escapes_wildcards():
    items("lamp", "50 % off")
    assert fixed("%") == ["50 % off"] and fixed("l_mp") == []
    assert len(found(q="%")) == 2 and len(found(q="l_mp")) == 1
    assert fixed("%' UNION SELECT id, password FROM auth_user --") == []
    assert fixed("", "newest") == ["50 % off", "lamp"]


def test_order_by_follows_relations():
    items("a", "b")
    rows = models.Item.objects.order_by("supplier__secret")
    assert [row.name for row in rows] == ["b", "a"]
    assert fixed("", "supplier__secret") == ["a", "b"]


def test_by_hand_with_a_parameter_and_without_quotes():
    from django.db import ProgrammingError, connection

    items("lamp")
    sql, q = "SELECT name FROM shop_item WHERE name LIKE %s", "x' OR '1'='1"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"%{q}%"])
        assert cursor.fetchall() == []
        cursor.execute(sql, ["%lamp%"])
        assert cursor.fetchall() == [("lamp",)]
    with connection.cursor() as cursor, raises(ProgrammingError):
        cursor.execute(sql.replace("%s", "'%s'"), ["%lamp%"])


def test_raw_with_an_f_string_is_as_open():
    items("lamp", "desk")
    q = "x' OR '1'='1"
    rows = models.Item.objects.raw(f"SELECT * FROM shop_item WHERE name = '{q}'")
    assert len(list(rows)) == 2
