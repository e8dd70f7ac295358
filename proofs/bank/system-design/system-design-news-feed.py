"""The arithmetic of the answer, and two ways to ask for the second page of a timeline."""

import re

from proof import material, module, project

project({"feed/models.py": """
    from django.db import models

    class Post(models.Model):
        time = models.IntegerField()

        class Meta:
            ordering = ["-time", "-id"]
"""})

from django.db.models import Q  # noqa: E402

Post = module("feed.models").Post
DAY = 24 * 60 * 60


def figure(name):
    return int(re.search(rf"^{name}\s+(\d+)", material(), re.MULTILINE)[1])


def test_the_figures_follow_from_the_material():
    users = figure("Daily active users") * 1_000_000
    opens = users * figure("Timeline opens")
    posts = users * figure("New posts")
    assert opens == 200_000_000 and round(opens / DAY, -2) == 2_300
    assert round(3 * opens / DAY, -3) == 7_000
    assert round(posts / DAY) == 116
    assert round(posts * figure("Followers") / DAY, -3) == 23_000
    assert round(opens * figure("Followers") / DAY, -4) == 460_000


def test_an_offset_repeats_rows_and_a_cursor_does_not():
    for time in (1, 1, 2, 2, 2, 3):
        Post.objects.create(time=time)
    *first, last = Post.objects.all()[:3]
    following = list(Post.objects.all()[3:6])
    assert last.time == following[0].time
    Post.objects.create(time=4)
    assert last in Post.objects.all()[3:6]
    seen = Q(time__lt=last.time) | Q(time=last.time, id__lt=last.id)
    assert list(Post.objects.filter(seen)[:3]) == following
