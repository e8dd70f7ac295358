"""Three recipes with two steps each."""

from proof import material, module, project, queries, raises

HEAD = """
from django.db import models

class Author(models.Model):
    name = models.CharField(max_length=50)

"""
project({"cook/models.py": HEAD + material()})
cook = module("cook.models")


def recipes():
    for number in range(3):
        recipe = cook.Recipe.objects.create(author=cook.Author.objects.create(name=f"a{number}"))
        for text in ("b", "a"):
            cook.Step.objects.create(recipe=recipe, text=text)
    return cook.Recipe.objects.select_related("author").prefetch_related("steps")


def test_two_queries():
    rows = recipes()
    with queries() as sent:
        page = [(recipe.author.name, len(recipe.steps.all())) for recipe in rows]
    assert [steps for _, steps in page] == [2, 2, 2] and len(sent) == 2
    assert "JOIN" in sent[0] and "cook_author" in sent[0] and "cook_step" in sent[1]


def test_steps_cannot_be_joined():
    from django.core.exceptions import FieldError

    with raises(FieldError, match="select_related"):
        list(cook.Recipe.objects.select_related("steps"))
    recipes()
    assert cook.Recipe.objects.values("pk", "steps").count() == 6, "a join repeats the recipes"


def test_a_filter_goes_past_the_prefetch():
    from django.db.models import Count, Prefetch

    rows = recipes()
    for ask in (lambda steps: list(steps.filter(text="a")),
                lambda steps: list(steps.order_by("text"))):
        with queries() as sent:
            assert len([ask(recipe.steps) for recipe in rows.all()]) == 3
        assert len(sent) == 2 + 3
    ordered = Prefetch("steps", queryset=cook.Step.objects.order_by("text"))
    with queries() as sent:
        texts = [[step.text for step in recipe.steps.all()]
                 for recipe in cook.Recipe.objects.prefetch_related(ordered)]
    assert texts == [["a", "b"]] * 3 and len(sent) == 2
    filtered = Prefetch("steps", queryset=cook.Step.objects.filter(text="a"))
    with queries() as sent:
        texts = [[step.text for step in recipe.steps.all()]
                 for recipe in cook.Recipe.objects.prefetch_related(filtered)]
    assert texts == [["a"]] * 3 and len(sent) == 2
    with queries() as sent:
        assert [each.n for each in cook.Recipe.objects.annotate(n=Count("steps"))] == [2, 2, 2]
    assert len(sent) == 1
