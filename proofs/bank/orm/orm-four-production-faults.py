"""An order that two clerks hold, and prices changed by save and by update."""

from proof import module, project

project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        address = models.CharField(max_length=50)
        note = models.CharField(max_length=50)
        saves = 0

        def save(self, *args, **kwargs):
            Order.saves += 1
            super().save(*args, **kwargs)
"""})
Order = module("shop.models").Order


def test_a_loop_keeps_the_rows_and_iterator_does_not():
    Order.objects.create(address="a", note="n")
    rows = Order.objects.all()
    assert len([row for row in rows]) == 1
    assert len(rows._result_cache) == 1
    rows = Order.objects.all()
    assert len([row for row in rows.iterator()]) == 1
    assert rows._result_cache is None


def two_edits(**options) -> Order:
    order = Order.objects.create(address="old", note="old")
    first, second = Order.objects.get(pk=order.pk), Order.objects.get(pk=order.pk)
    first.address = "new"
    first.save()
    second.note = "new"
    second.save(**options)
    order.refresh_from_db()
    return order


def test_save_puts_back_the_old_value_of_the_other_field():
    assert two_edits().address == "old"
    order = two_edits(update_fields=["note"])
    assert (order.address, order.note) == ("new", "new")


def test_update_calls_no_save_and_sends_no_signal():
    from django.db.models.signals import post_save

    order = Order.objects.create(address="a", note="n")
    heard, before = [], Order.saves

    def receiver(**kwargs):
        heard.append(kwargs["instance"].pk)

    post_save.connect(receiver, sender=Order)
    try:
        assert Order.objects.update(note="x") == 1
        assert (heard, Order.saves) == ([], before)
        order.save()
        assert (heard, Order.saves) == ([order.pk], before + 1)
    finally:
        post_save.disconnect(receiver, sender=Order)
