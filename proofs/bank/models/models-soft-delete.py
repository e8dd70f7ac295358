"""Customers with a mark, a conditional unique constraint and a `delete()` that only marks."""

from proof import module, project, raises

project({"shop/models.py": """
    from django.db import models
    from django.utils import timezone

    class Shop(models.Model):
        pass

    class Customer(models.Model):
        email = models.EmailField()
        shop = models.ForeignKey(Shop, on_delete=models.CASCADE, null=True)
        deleted_at = models.DateTimeField(null=True)

        class Meta:
            constraints = [models.UniqueConstraint(
                fields=["email"], condition=models.Q(deleted_at=None), name="live_email",
            )]

        def delete(self, *args, **kwargs):
            self.deleted_at = timezone.now()
            self.save()
"""}, db="postgres")
shop = module("shop.models")
Customer = shop.Customer


def test_a_deleted_customer_may_sign_up_again():
    from django.db import IntegrityError, transaction

    old = Customer.objects.create(email="ada@example.org")
    with raises(IntegrityError, match="live_email"), transaction.atomic():
        Customer.objects.create(email="ada@example.org")
    old.delete()
    Customer.objects.create(email="ada@example.org")
    assert Customer.objects.count() == 2


def test_a_queryset_and_a_cascade_skip_the_override():
    Customer.objects.create(email="ada@example.org").delete()
    assert Customer.objects.get().deleted_at
    Customer.objects.filter(email="ada@example.org").delete()
    assert not Customer.objects.exists()
    parent = shop.Shop.objects.create()
    Customer.objects.create(email="bob@example.org", shop=parent)
    parent.delete()
    assert not Customer.objects.exists()


def test_a_taken_address_cannot_come_back():
    from django.db import IntegrityError, transaction

    old = Customer.objects.create(email="ada@example.org")
    old.delete()
    Customer.objects.create(email="ada@example.org")
    old.deleted_at = None
    with raises(IntegrityError, match="live_email"), transaction.atomic():
        old.save()
