"""Posts with the answer's queryset, with a manager class, and behind another default manager."""

from datetime import timedelta

from proof import answer, load, material, module, part, project, raises, replace

HEAD = ("from django.db import models\nfrom django.utils import timezone\n\n"
        "class Author(models.Model):\n    pass\n\n")
FIELDS = part(material(), "    author", "Post.objects").rstrip() + "\n"
OWN = replace(answer(0), ("PostQuerySet.as_manager()",
                          "models.Manager.from_queryset(PostQuerySet)()"))
HIDDEN = replace(answer(0), ("    objects =", "    first = models.Manager()\n    objects ="))
KEPT = answer(0) + "    objects.use_in_migrations = True\n"
project({"kept/models.py": HEAD + KEPT + FIELDS,
         "blog/models.py": HEAD + answer(0) + FIELDS, "own/models.py": HEAD + OWN + FIELDS,
         "hidden/models.py": HEAD + HIDDEN + FIELDS})
CALLS = part(material(), "Post.objects").splitlines()


def posts(app):
    """An author with a post that is out, one for tomorrow and a draft."""
    from django.utils import timezone

    found = module(f"{app}.models")
    author = found.Author.objects.create()
    for hours in (-1, 24, None):
        at = hours and timezone.now() + timedelta(hours=hours)
        found.Post.objects.create(author=author, title="Django", publish_at=at)
    return found.Post, author


def test_the_calls_chain_in_any_order():
    for app in ("blog", "own"):
        Post, author = posts(app)
        for call in CALLS:
            found = load(f"found = {call}", Post=Post, author=author).found
            assert [post.publish_at is not None for post in found] == [True], call
        assert Post.objects.count() == 3


def test_the_related_manager_follows_the_default_manager():
    assert posts("blog")[1].posts.published().count() == 1
    with raises(AttributeError, match="published"):
        posts("hidden")[1].posts.published()


def test_a_model_in_a_migration_lacks_the_methods():
    from django.apps import apps
    from django.db.migrations.state import ProjectState

    historical = ProjectState.from_apps(apps).apps
    assert not hasattr(historical.get_model("blog", "Post").objects, "published")
    assert historical.get_model("kept", "Post").objects.published().count() == 0
