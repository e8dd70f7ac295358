"""Articles that editors, chief reporters and one freelancer may publish."""

import textwrap

from proof import answer, client, load, material, module, part, project, user

BOTH = """
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
"""
MODEL = part(material(), "class Article", "@login_required")
VIEW_NOW = part(material(), "@login_required")

# The table as it was before the right was declared.
FIRST = """
from django.db import migrations, models

class Migration(migrations.Migration):
    operations = [migrations.CreateModel("Article", [
        ("id", models.BigAutoField(primary_key=True)),
        ("title", models.CharField(max_length=200)),
        ("published", models.BooleanField(default=False)),
    ])]
"""

project({
    "news/migrations/0001_initial.py": FIRST,
    "news/models.py": "from django.db import models\n\n" + MODEL.rstrip() + "\n\n"
                      + textwrap.indent(textwrap.dedent(answer(0)), "    "),
    "urls.py": "urlpatterns = []",
}, LOGIN_URL="/login/")


def use(source):
    from django.urls import clear_url_caches, path

    view = load(BOTH + source, Article=module("news.models").Article).publish
    module("urls").urlpatterns[:] = [path("<int:pk>/publish/", view)]
    clear_url_caches()
    module("news.models").Article.objects.create(pk=1, title="news")


def published_by(who, method="post"):
    browser = client()
    browser.force_login(who)
    status = getattr(browser, method)("/1/publish/").status_code
    return status, module("news.models").Article.objects.get(pk=1).published


def right():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="publish_article")


def group(name):
    from django.contrib.auth.models import Group

    return Group.objects.create(name=name)


def test_migrate_creates_the_permission():
    from django.contrib.auth.models import Permission

    from proof import raises, run

    right().delete()
    run("migrate")
    with raises(Permission.DoesNotExist):
        right()
    run("makemigrations", "news")
    run("migrate")
    assert right().name == "Can publish articles"


def test_today_only_the_name_of_the_group_counts():
    use(VIEW_NOW)
    assert published_by(user("chief")) == (302, False)
    ada = user("ada")
    ada.groups.add(group("Editors"))
    assert published_by(ada, "get") == (302, True)


def test_groups_and_one_user_may_publish():
    use(answer(1))
    for name in ("Editors", "Chief reporters"):
        made, member = group(name), user(name)
        made.permissions.add(right())
        member.groups.add(made)
        assert published_by(member) == (302, True)
        module("news.models").Article.objects.update(published=False)
    freelancer = user("freelancer")
    freelancer.user_permissions.add(right())
    assert published_by(freelancer, "get") == (405, False)
    assert published_by(freelancer) == (302, True)


def test_others_are_refused_not_ignored():
    use(answer(1))
    assert published_by(user("reader")) == (403, False)
    from django.contrib.auth.models import User

    module("news.models").Article.objects.all().delete()
    use(VIEW_NOW)
    assert published_by(User.objects.get()) == (302, False)
