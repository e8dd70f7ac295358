"""A form with a rule for a code and a rule for a sum."""

from proof import answer, load, project, raises, replace

project(migrate=False)
NAMES = "from django import forms\n"
Form = load(NAMES + answer()).BookingForm
GOOD = {"code": "ev-7", "adults": 2, "children": 8}


def test_the_capitals_replace_the_value():
    form = Form(GOOD)
    assert form.is_valid()
    assert form.cleaned_data["code"] == "EV-7"
    assert list(Form(GOOD | {"code": "XX-7"}).errors) == ["code"]


def test_the_sum_is_refused_above_ten():
    assert list(Form(GOOD | {"adults": 3}).errors) == ["__all__"]


def test_a_failed_number_is_missing_in_clean():
    assert list(Form(GOOD | {"adults": "two"}).errors) == ["adults"]
    brackets = replace(answer(), ('map(self.cleaned_data.get, ["adults", "children"])',
                                  '[self.cleaned_data["adults"], self.cleaned_data["children"]]'))
    with raises(KeyError, match="adults"):
        load(NAMES + brackets).BookingForm(GOOD | {"adults": "two"}).is_valid()
    later = replace(answer(), ("def clean(self)", "def clean_children(self)"),
                    ("super().clean()", 'children = self.cleaned_data["children"]'))
    later = load(NAMES + later.rstrip() + "\n        return children\n").BookingForm
    assert later(GOOD).is_valid()
    assert list(later(GOOD | {"adults": 3}).errors) == ["children"]
    assert list(later(GOOD | {"adults": "two"}).errors) == ["adults"]


def test_without_a_minimum_a_negative_number_makes_room():
    data = GOOD | {"adults": 12, "children": -5}
    assert "children" in Form(data).errors
    assert load(NAMES + answer().replace("min_value=0", "")).BookingForm(data).is_valid()
