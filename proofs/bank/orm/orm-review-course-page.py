"""Sixty courses with four sessions each, and the page of the material."""

from proof import answer, load, material, module, part, project, queries

HEAD = """
from django.db import models

class Teacher(models.Model):
    name = models.CharField(max_length=20)

class Room(models.Model):
    name = models.CharField(max_length=20)

class Session(models.Model):
    course = models.ForeignKey("Course", on_delete=models.CASCADE, related_name="sessions")
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    full = models.BooleanField(default=False)

"""
project({"school/models.py": HEAD + part(material(), "class Course", "# The template")})
school = module("school.models")
TEMPLATE = part(material(), "{% for")


def courses():
    school.Teacher.objects.create(pk=1, name="ada")
    school.Room.objects.create(pk=1, name="hall")
    school.Course.objects.bulk_create(school.Course(pk=pk, teacher_id=1) for pk in range(1, 61))
    school.Session.objects.bulk_create(
        school.Session(course_id=pk, room_id=1, full=number >= 2)
        for pk in range(1, 61) for number in range(4))
    return school.Course.objects.all()


def sent_by(rows, template: str = TEMPLATE) -> int:
    from django.template import Context, Template

    with queries() as sent:
        page = Template(template).render(Context({"courses": rows}))
    assert page.count("ada: 2 open") == 60 and page.count("hall") == 240
    return len(sent)


def test_421_queries():
    assert sent_by(courses()) == 421


def test_two_queries_remain():
    courses()
    head = "from django.db.models import Count, Prefetch, Q\n"
    rows = load(head + "from school.models import Course, Session\n" + answer()).courses
    assert sent_by(rows, TEMPLATE.replace("course.open ", "course.open_count ")) == 2


def test_the_method_goes_past_the_prefetch():
    from django.db.models import Prefetch

    loaded = Prefetch("sessions", queryset=school.Session.objects.select_related("room"))
    rows = courses().select_related("teacher").prefetch_related(loaded)
    assert sent_by(rows) == 62
    school.Course.in_python = lambda course: sum(
        not session.full for session in course.sessions.all())
    assert sent_by(rows.all(), TEMPLATE.replace("course.open ", "course.in_python ")) == 2
