"""Alpha and Beta as the comments of the material say."""

from decimal import Decimal

from proof import answer, load, material, module, project

project({"work/models.py": """
    from django.db import models

    class Project(models.Model):
        name = models.CharField(max_length=20)

    class Time(models.Model):
        project = models.ForeignKey(Project, on_delete=models.CASCADE)
        hours = models.DecimalField(max_digits=6, decimal_places=2)

    class Bill(models.Model):
        project = models.ForeignKey(Project, on_delete=models.CASCADE)
        amount = models.DecimalField(max_digits=9, decimal_places=2)
"""})
work = module("work.models")
HEAD = """
from decimal import Decimal
from django.db.models import OuterRef, Sum
from django.db.models.functions import Coalesce
from work.models import Bill, Project, Time
"""


def alpha_and_beta():
    alpha, beta = (work.Project.objects.create(name=name) for name in ("Alpha", "Beta"))
    for each, count, hours in ((alpha, 3, 2), (beta, 4, 1)):
        for _ in range(count):
            work.Time.objects.create(project=each, hours=hours)
    for _ in range(2):
        work.Bill.objects.create(project=alpha, amount=100)
    return alpha


def shown(projects) -> dict:
    return {each.name: (each.hours, each.billed) for each in projects}


def test_the_page_is_wrong_as_shown():
    alpha_and_beta()
    page = shown(load(HEAD + material()).projects)
    assert page == {"Alpha": (12, 600), "Beta": (4, None)}
    assert work.Project.objects.filter(name="Alpha").values("time", "bill").count() == 6


def test_the_repair_is_right():
    alpha_and_beta()
    assert shown(load(HEAD + answer()).projects) == {"Alpha": (6, 200), "Beta": (4, Decimal(0))}


def test_a_default_inside_the_subquery_leaves_none():
    from django.db.models import OuterRef, Subquery, Sum

    alpha_and_beta()
    billed = work.Bill.objects.filter(project=OuterRef("pk")).values("project")
    projects = work.Project.objects.annotate(
        billed=Subquery(billed.values(total=Sum("amount", default=Decimal(0)))))
    assert projects.get(name="Alpha").billed == 200
    assert projects.get(name="Beta").billed is None


def test_distinct_repairs_counts_only():
    from django.db.models import Count, Sum

    alpha_and_beta()
    projects = work.Project.objects.annotate(
        hours=Sum("time__hours", distinct=True), billed=Sum("bill__amount", distinct=True),
        times=Count("time", distinct=True), bills=Count("bill", distinct=True))
    alpha = projects.get(name="Alpha")
    assert (alpha.hours, alpha.billed) == (2, 100)
    assert (alpha.times, alpha.bills) == (3, 2)


def test_without_values_the_sum_comes_per_row():
    from django.db.models import Sum

    alpha = alpha_and_beta()
    rows = work.Time.objects.filter(project=alpha)
    assert list(rows.annotate(total=Sum("hours")).values_list("total", flat=True)) == [2, 2, 2]
    assert list(rows.values("project").values_list(Sum("hours"), flat=True)) == [6]
