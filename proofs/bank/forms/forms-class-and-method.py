"""An address that is a row of a model, and a contact form that is not."""

from proof import module, project

project({"shop/models.py": """
    from django.db import models

    class Address(models.Model):
        street = models.CharField(max_length=80)
        city = models.CharField(max_length=40)
""", "shop/forms.py": """
    from django import forms

    from .models import Address

    class AddressForm(forms.ModelForm):
        class Meta:
            model = Address
            fields = "__all__"

    class ContactForm(forms.Form):
        text = forms.CharField()
"""})

forms, Address = module("shop.forms"), module("shop.models").Address


def test_a_model_form_has_the_fields_and_saves_the_row():
    row = Address.objects.create(street="Old Street 1", city="Leeds")
    form = forms.AddressForm({"street": "New Street 2", "city": "Leeds"}, instance=row)
    assert list(form.fields) == ["street", "city"]
    assert form.fields["street"].max_length == 80
    form.save()
    assert Address.objects.get().street == "New Street 2"


def test_a_plain_form_has_no_save():
    assert not hasattr(forms.ContactForm({"text": "hello"}), "save")
