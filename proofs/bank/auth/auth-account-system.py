"""A signed link for an e-mail address, fresh, old and changed."""

import time
from unittest import mock

from django.core import signing
from proof import project, raises

project(migrate=False)


def test_an_old_or_changed_link_is_refused():
    token = signing.dumps({"user": 7, "email": "ada@example.org"})
    assert signing.loads(token, max_age=86400)["user"] == 7
    with raises(signing.BadSignature):
        signing.loads("x" + token, max_age=86400)
    later = time.time() + 86401
    with mock.patch("time.time", return_value=later):
        with raises(signing.SignatureExpired):
            signing.loads(token, max_age=86400)
