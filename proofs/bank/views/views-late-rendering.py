"""The two views of the material behind a middleware that sets another theme."""

from django.template import TemplateSyntaxError
from django.template.response import ContentNotRenderedError, TemplateResponse
from django.views.generic import TemplateView

from proof import MIDDLEWARE, client, load, material, project, raises, request

project({
    "views.py": """
from django.shortcuts import render
from django.template.response import TemplateResponse

""" + material() + """
def themed(view):
    def wrapped(request):
        response = view(request)
        getattr(response, "context_data", {}).update(theme="blue")
        return response
    return wrapped

decorated_early = themed(early)
decorated_late = themed(late)

def careful(request, view, name):
    try:
        return view(request, name)
    except Exception:
        return render(request, "page.html", {"theme": "caught"})

def broken_early(request):
    return careful(request, render, "broken.html")

def broken_late(request):
    return careful(request, TemplateResponse, "broken.html")
""",
    "themes.py": """
        class Theme:
            def __init__(self, get_response):
                self.get_response = get_response

            def __call__(self, request):
                return self.get_response(request)

            def process_template_response(self, request, response):
                if request.path == "/late/":
                    response.context_data.update(theme="dark")
                return response
    """,
    "urls.py": """
        from django.urls import path
        import views

        urlpatterns = [path(name + "/", getattr(views, name))
                       for name in ("early", "late", "decorated_early", "decorated_late",
                                    "broken_early", "broken_late")]
    """,
    "templates/page.html": "{{ theme }}",
    "templates/broken.html": "{% nonsense %}",
}, MIDDLEWARE=[*MIDDLEWARE, "themes.Theme"])


def test_a_decorator_or_a_middleware_changes_the_late_page_only():
    assert client().get("/early/").content == b"light"
    assert client().get("/late/").content == b"dark"
    assert client().get("/decorated_early/").content == b"light"
    assert client().get("/decorated_late/").content == b"blue"


def test_content_before_the_rendering_is_an_error():
    views = load("from views import early, late")
    assert views.early(request()).content == b"light"
    with raises(ContentNotRenderedError):
        views.late(request()).content


def test_a_try_in_the_view_misses_the_error():
    assert client().get("/broken_early/").content == b"caught"
    with raises(TemplateSyntaxError):
        client().get("/broken_late/")


def test_only_a_late_page_takes_a_callback():
    views = load("from views import early, late")
    seen = []
    page = views.late(request())
    page.add_post_render_callback(lambda page: seen.append(page.content))
    assert not seen
    page.render()
    page.add_post_render_callback(lambda page: seen.append(page.content))
    assert seen == [b"light", b"light"]
    assert not hasattr(views.early(request()), "add_post_render_callback")


def test_generic_views_return_a_template_response():
    response = TemplateView.as_view(template_name="page.html")(request())
    assert isinstance(response, TemplateResponse) and not response.is_rendered
