"""Django's engine, Jinja and one of our own in one project."""

from pathlib import Path
from tempfile import mkdtemp

from proof import project, raises

FOLDER = Path(mkdtemp(prefix="proof-"))
for name, text in {
    "django/own.html": "Django {{ name|upper }}",
    "django/both.html": "from Django",
    "jinja/both.html": "from Jinja",
    "jinja/link.html": "Jinja {{ name|upper }} {{ url('home') }} {{ static('a.css') }}",
    "jinja/child.html": '{% extends "own.html" %}',
    "mustache/note.html": "Mustache $name",
}.items():
    (FOLDER / name).parent.mkdir(exist_ok=True)
    (FOLDER / name).write_text(text)
project({
    "engines.py": """
        import string
        from pathlib import Path

        from django.template import TemplateDoesNotExist
        from django.template.backends.base import BaseEngine
        from django.templatetags.static import static
        from django.urls import reverse
        from jinja2 import Environment

        def environment(**options):
            made = Environment(**options)
            made.globals.update(static=static, url=reverse)
            return made

        class Mustache(BaseEngine):
            app_dirname = "mustache"

            def __init__(self, params):
                params.pop("OPTIONS")
                super().__init__(params)

            def get_template(self, name):
                for path in self.iter_template_filenames(name):
                    if Path(path).exists():
                        return Template(Path(path).read_text())
                raise TemplateDoesNotExist(name, backend=self)

        class Template(string.Template):
            def render(self, context=None, request=None):
                return self.substitute(context or {})
    """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path

        urlpatterns = [path("start/", lambda request: HttpResponse(), name="home")]
    """,
}, TEMPLATES=[
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [FOLDER / "django"]},
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "DIRS": [FOLDER / "jinja"],
     "OPTIONS": {"environment": "engines.environment"}},
    {"BACKEND": "engines.Mustache", "DIRS": [FOLDER / "mustache"]},
])


def shown(name, /, **context):
    from django.shortcuts import render
    from proof import request

    return render(request(), name, context).content.decode()


def test_jinja_gets_url_from_its_environment():
    import jinja2
    from django.template.backends.jinja2 import Jinja2

    assert shown("link.html", name="ada") == "Jinja ADA /start/ /static/a.css"
    bare = Jinja2({"NAME": "bare", "DIRS": [FOLDER / "jinja"], "APP_DIRS": False, "OPTIONS": {}})
    with raises(jinja2.UndefinedError, match="url"):
        bare.get_template("link.html").render({"name": "ada"})


def test_an_own_backend_renders_and_escapes_nothing_by_itself():
    assert shown("note.html", name="Ada") == "Mustache Ada"
    assert shown("note.html", name="<b>") == "Mustache <b>"
    assert shown("own.html", name="<b>") == "Django &lt;B&gt;"


def test_the_first_engine_that_finds_the_name_wins():
    assert shown("both.html") == "from Django"


def test_one_engine_cannot_extend_the_other():
    import jinja2

    with raises(jinja2.TemplateNotFound):
        shown("child.html")
