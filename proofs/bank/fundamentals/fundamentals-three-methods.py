"""A voucher that is issued by a class method, by a method with the name written out, by a manager."""

from proof import module, project

project({"vouchers/models.py": """
    import secrets
    from django.db import models

    class VoucherManager(models.Manager):
        def issue(self):
            return self.create(code=secrets.token_hex(4))

    class Voucher(models.Model):
        code = models.CharField(max_length=20)
        used = models.BooleanField(default=False)
        objects = VoucherManager()

        @classmethod
        def issue(cls):
            return cls._default_manager.create(code=secrets.token_hex(4))

        @staticmethod
        def issue_by_name():
            return Voucher._default_manager.create(code=secrets.token_hex(4))

    class GiftVoucher(Voucher):
        greeting = models.TextField(default="")
    """})


def test_cls_follows_the_subclass():
    models = module("vouchers.models")
    assert type(models.GiftVoucher.issue()) is models.GiftVoucher
    assert type(models.GiftVoucher.issue_by_name()) is models.Voucher


def test_a_manager_method_makes_the_model_it_hangs_on():
    models = module("vouchers.models")
    made = models.Voucher.objects.issue()
    assert type(made) is models.Voucher and made.pk
    assert models.Voucher.objects.get().code == made.code
    assert type(models.GiftVoucher.objects.issue()) is models.GiftVoucher
