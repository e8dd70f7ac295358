"""A staff page that sends visitors to sign in and refuses members without the right."""

from proof import client, module, project, raises, user

project({"notes/models.py": """
    from django.conf import settings
    from django.db import models

    class Note(models.Model):
        author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
""", "urls.py": """
    from django.contrib.auth.decorators import login_required, permission_required
    from django.http import HttpResponse
    from django.urls import path

    SEEN = []

    def look(view):
        def looking(request):
            SEEN.append(request.user)
            return view(request)
        return looking

    staff = look(login_required(permission_required("notes.add_note", raise_exception=True)(
        lambda request: HttpResponse("staff"))))
    urlpatterns = [path("staff/", staff)]
"""}, LOGIN_URL="/in/")

SEEN = module("urls").SEEN
Note = module("notes.models").Note


def visit(someone=None):
    SEEN.clear()
    browser = client()
    if someone:
        browser.force_login(someone)
    return browser.get("/staff/"), SEEN[0]


def test_the_request_tells_them_apart():
    page, visitor = visit()
    assert page.url == "/in/?next=/staff/"
    auth = module("django.contrib.auth.models")
    assert isinstance(visitor, auth.AnonymousUser) and not isinstance(visitor, auth.User)
    assert (visitor.is_authenticated, visitor.is_anonymous) == (False, True)
    page, member = visit(user())
    assert page.status_code == 403
    assert isinstance(member, auth.User)
    assert (member.is_authenticated, member.is_anonymous) == (True, False)


def test_signed_in_without_the_right():
    _, member = visit(user())
    assert member.is_authenticated and not member.has_perm("notes.add_note")
    assert module("django.contrib.auth.models").User().is_authenticated


def test_a_visitor_cannot_be_saved_as_author():
    _, visitor = visit()
    with raises(ValueError, match="must be a \"User\""):
        Note.objects.create(author=visitor)
    with raises(NotImplementedError):
        module("django.contrib.auth.models").AnonymousUser().save()
