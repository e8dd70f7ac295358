"""A course page whose seats are counted in the model and shown by a template."""

import contextlib

from proof import client, module, project, raises

project({
    "school/models.py": """
        from django.db import models

        class Course(models.Model):
            seats = models.IntegerField()

            def free_seats(self):
                return self.seats - self.enrolment_set.count()

        class Enrolment(models.Model):
            course = models.ForeignKey(Course, on_delete=models.CASCADE)
        """,
    "templates/course.html": "{{ course.free_seats }} free",
    "urls.py": """
        from django.shortcuts import get_object_or_404, render
        from django.urls import path
        from school.models import Course

        def show(request, pk):
            course = get_object_or_404(Course, pk=pk)
            return render(request, "course.html", {"course": course})

        urlpatterns = [path("courses/<int:pk>/", show)]
        """,
})


def course():
    made = module("school.models").Course.objects.create(seats=9)
    made.enrolment_set.create()
    return made


@contextlib.contextmanager
def template_names():
    """The context of what is rendered in the block."""
    from django.test.signals import template_rendered
    from django.test.utils import setup_test_environment, teardown_test_environment

    seen = {}
    note = lambda context, **_: seen.update(context.flatten())
    setup_test_environment()
    template_rendered.connect(note)
    try:
        yield seen
    finally:
        template_rendered.disconnect(note)
        teardown_test_environment()


def text(source: str) -> str:
    from django.template import Context, Template

    return Template(source).render(Context({"course": course()}))


def test_the_view_hands_the_course_to_the_template():
    made = course()
    with template_names() as seen:
        assert client().get(f"/courses/{made.pk}/").content == b"8 free"
    assert seen["course"] == made


def test_the_template_calls_the_method_but_passes_no_arguments():
    from django.template import TemplateSyntaxError

    assert text("{{ course.free_seats }}") == "8"
    with raises(TemplateSyntaxError):
        text("{{ course.free_seats(1) }}")


def test_a_misspelt_name_prints_nothing():
    assert text("[{{ course.free_saets }}{{ cuorse }}]") == "[]"
