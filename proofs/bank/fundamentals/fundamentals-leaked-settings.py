"""A signed-in user, a reset link and a signed value, before and after a new SECRET_KEY."""

from proof import client, project, raises, settings, user

project({"urls.py": """
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns = [path("who/", lambda request: HttpResponse(request.user.get_username()))]
"""})
LEAKED = "the leaked key 0123456789 0123456789 0123456789 0123456789"
NEW = "quite another key 9876543210 9876543210 9876543210 987654321"


def test_a_leaked_key_stays_valid_as_a_fallback():
    from django.core.signing import BadSignature, dumps, loads

    with settings(SECRET_KEY=LEAKED):
        forged = dumps({"admin": True})
    with settings(SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=[LEAKED]):
        assert loads(forged) == {"admin": True}
    with settings(SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=[]), raises(BadSignature):
        loads(forged)


def test_a_new_key_ends_sessions_and_reset_links_but_no_password():
    from django.contrib.auth import authenticate
    from django.contrib.auth.tokens import default_token_generator

    ada, browser = user("ada"), client()
    with settings(SECRET_KEY=LEAKED):
        browser.force_login(ada)
        link = default_token_generator.make_token(ada)
        assert browser.get("/who/").content == b"ada"
        assert default_token_generator.check_token(ada, link)
    with settings(SECRET_KEY=NEW):
        assert browser.get("/who/").content == b""
        assert not default_token_generator.check_token(ada, link)
        assert authenticate(username="ada", password="a long password") == ada
