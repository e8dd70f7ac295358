"""A site behind its own host name, asked with the right host and with a forged one."""

from proof import client, project, settings, user

project({"urls.py": """
    from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
    from django.http import HttpResponse
    from django.urls import path

    def broken(request):
        card = "4111 of a customer"
        raise ValueError("boom")

    urlpatterns = [
        path("", lambda request: HttpResponse("shop")),
        path("broken/", broken),
        path("reset/", PasswordResetView.as_view(
            email_template_name="reset.txt", subject_template_name="subject.txt",
            success_url="/")),
    ]
    """,
    "templates/reset.txt": "{{ protocol }}://{{ domain }}/new/{{ uid }}/{{ token }}/",
    "templates/subject.txt": "New password",
})


def status(host: str) -> int:
    return client(headers={"host": host}).get("/").status_code


def test_the_host_list_makes_the_400_with_debug_on_or_off():
    for debug in (False, True):
        with settings(DEBUG=debug, ALLOWED_HOSTS=[]):
            assert status("shop.example.com") == 400
            assert (status("localhost") == 200) is debug
    with settings(DEBUG=False, ALLOWED_HOSTS=["shop.example.com"]):
        assert status("shop.example.com") == 200
        assert status("evil.example.org") == 400


def test_the_debug_page_shows_source_variables_and_settings():
    browser = client(raise_request_exception=False)
    with settings(DEBUG=True):
        page = browser.get("/broken/").content.decode()
    for shown in ("Traceback", "raise ValueError(&quot;boom&quot;)", "4111 of a customer",
                  "ROOT_URLCONF"):
        assert shown in page, shown
    with settings(DEBUG=False):
        assert b"4111" not in browser.get("/broken/").content


def test_a_forged_host_ends_up_in_the_reset_mail():
    from django.core import mail

    user("ada", email="ada@example.com")
    with settings(DEBUG=False, ALLOWED_HOSTS=["*"]):
        client(headers={"host": "evil.example.org"}).post("/reset/", {"email": "ada@example.com"})
    assert "://evil.example.org/new/" in mail.outbox[0].body
