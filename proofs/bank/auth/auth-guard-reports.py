"""Two reports on salaries, opened by a visitor, by a user without the right and by one with it."""

from proof import answer, client, load, material, project, raises, request, user

from django.core.exceptions import PermissionDenied

project({
    "payroll/models.py": """
        from django.db import models

        class Salary(models.Model):
            amount = models.DecimalField(max_digits=8, decimal_places=2)
    """,
    "urls.py": "urlpatterns = []",
    "templates/report.html": "salaries",
}, LOGIN_URL="/login/")
IMPORTS = """
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponse
from django.views.generic import TemplateView
"""


def entitled():
    from django.contrib.auth.models import Permission

    grace = user("grace")
    grace.user_permissions.add(Permission.objects.get(codename="view_salary"))
    return grace


def test_both_views_are_open_at_first():
    views = load(IMPORTS + material())
    assert views.export(request()).content == b"salaries"
    assert views.Report.as_view()(request()).status_code == 200


def test_the_answer_does_what_was_asked():
    views = load(IMPORTS + answer())
    for view in (views.export, views.Report.as_view()):
        assert view(request("/pay/")).url == "/login/?next=/pay/"
        with raises(PermissionDenied):
            view(request(user=user("ada")))
        assert view(request(user=entitled())).status_code == 200
        from django.contrib.auth.models import User
        User.objects.all().delete()


def test_the_mixin_redirects_visitors_and_refuses_the_rest():
    report = load(IMPORTS + answer()).Report.as_view()
    assert report(request()).status_code == 302
    with raises(PermissionDenied):
        report(request(user=user()))


def test_the_decorator_alone_sends_everybody_to_login():
    views = load(IMPORTS + answer().replace("@login_required\n", "").replace(
        ", raise_exception=True", ""))
    assert views.export(request(user=user())).status_code == 302


def test_the_decorator_needs_login_required_above_it():
    views = load(IMPORTS + answer().replace("@login_required\n", ""))
    with raises(PermissionDenied):
        views.export(request())


def test_the_pair_on_dispatch_guards_a_class():
    report = load(IMPORTS + material() + '''
from django.utils.decorators import method_decorator
Report = method_decorator([
    login_required, permission_required("payroll.view_salary", raise_exception=True),
], name="dispatch")(Report)
''').Report.as_view()
    assert report(request()).status_code == 302
    with raises(PermissionDenied):
        report(request(user=user()))
    assert report(request(user=entitled())).status_code == 200


def test_the_mixin_on_the_right_never_checks():
    views = load(IMPORTS + answer().replace(
        "(PermissionRequiredMixin, TemplateView)", "(TemplateView, PermissionRequiredMixin)"))
    assert views.Report.as_view()(request()).status_code == 200


def test_the_middleware_asks_everywhere():
    from django.conf import settings as conf
    from django.urls import path

    from proof import module, settings

    views = load(IMPORTS + material())
    module("urls").urlpatterns[:] = [path("pay/", views.export)]
    assert client().get("/pay/").status_code == 200
    with settings(MIDDLEWARE=[*conf.MIDDLEWARE,
                              "django.contrib.auth.middleware.LoginRequiredMiddleware"]):
        assert client().get("/pay/").url == "/login/?next=/pay/"
