"""What the deployment check finds in a project with a bare configuration, and what it does not."""

from proof import MIDDLEWARE, client, project, settings

project({"urls.py": """
    from django.contrib.auth.models import User
    from django.http import HttpResponse
    from django.urls import path
    from django.views.decorators.csrf import csrf_exempt

    @csrf_exempt
    def everything(request):
        return HttpResponse(str(list(User.objects.all())))

    urlpatterns = [path("", everything)]
"""}, MIDDLEWARE=["django.middleware.security.SecurityMiddleware", *MIDDLEWARE])
SAFE = dict(
    SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_HSTS_PRELOAD=True,
    SECURE_SSL_REDIRECT=True, SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True, DEBUG=False,
    ALLOWED_HOSTS=["www.example.com"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", *MIDDLEWARE,
                "django.middleware.clickjacking.XFrameOptionsMiddleware"],
)


def found():
    from django.core.checks import run_checks

    return {message.id.removeprefix("security.") for message in
            run_checks(include_deployment_checks=True) if message.id.startswith("security.")}


def test_what_the_check_names():
    with settings(SECRET_KEY="short"):
        # Key; session and CSRF cookie; redirect; HSTS.
        assert {"W009", "W012", "W016", "W008", "W004"} <= found()


def test_an_open_view_is_not_found():
    with settings(**SAFE):
        assert found() == set()
        assert client().post("/", secure=True, headers={"host": "www.example.com"}
                             ).status_code == 200
