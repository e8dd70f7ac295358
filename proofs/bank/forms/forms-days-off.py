"""A form with a rule for one day and a rule for two days."""

from datetime import date, timedelta

from proof import answer, load, project, raises, replace

project(migrate=False)
NAMES = "from django import forms\nfrom django.utils import timezone\n"
Form = load(NAMES + answer()).DaysOffForm
tomorrow = date.today() + timedelta(days=2)


def test_the_rules_refuse_and_the_message_is_at_its_field():
    assert Form({"first": tomorrow, "last": tomorrow}).is_valid()
    assert list(Form({"first": "2020-01-01", "last": tomorrow}).errors) == ["first"]
    assert list(Form({"first": tomorrow, "last": date.today()}).errors) == ["last"]


def test_a_method_without_return_leaves_none():
    form = load(NAMES + replace(answer(), ("        return first\n", ""))).DaysOffForm(
        {"first": tomorrow, "last": tomorrow})
    assert form.is_valid()
    assert form.cleaned_data["first"] is None


def test_clean_runs_without_the_day_that_failed():
    data = {"first": "soon", "last": tomorrow}
    assert list(Form(data).errors) == ["first"]
    brackets = replace(answer(), ('map(self.cleaned_data.get, ["first", "last"])',
                                  'self.cleaned_data["first"], self.cleaned_data["last"]'))
    with raises(KeyError, match="first"):
        load(NAMES + brackets).DaysOffForm(data).is_valid()
    last = load(NAMES + replace(
        answer(),
        ("def clean(self):\n        super().clean()\n", "def clean_last(self):\n"),
        ('self.add_error("last", "Ends before it begins.")\n',
         'raise forms.ValidationError("Ends before it begins.")\n        return last\n'))
    ).DaysOffForm
    assert last({"first": tomorrow, "last": tomorrow}).is_valid()
    assert list(last({"first": tomorrow, "last": date.today()}).errors) == ["last"]
    assert list(last(data).errors) == ["first"]
