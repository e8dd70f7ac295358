"""An account page with a form for one's own address and one for a friend's."""

from proof import answer, client, load, material, module, project, replace

project({"account_forms.py": "from django import forms\n\n"
         + material().replace("...", 'SAVED.append((type(self).__name__, '
                              'self.cleaned_data["email"]))')
         + "\nSAVED = []\n",
         "urls.py": """
    from django.urls import path

    def late(request):
        import snippet
        return snippet.account(request)

    urlpatterns = [path("account/", late, name="account")]
""", "templates/account.html": "{{ address }}---{{ invite }}"})

NAMES = "from django.shortcuts import redirect, render\nfrom account_forms import *\n"
SAVED = module("account_forms").SAVED


def post(data: dict, code: str = ""):
    load(NAMES + (code or answer()))
    SAVED.clear()
    return client().post("/account/", data)


def test_the_material_imports():
    load("from django import forms\n" + material(), "shown")


def test_an_invitation_leaves_the_own_address_alone():
    assert post({"form": "invite", "invite-email": "bo@example.org"}).status_code == 302
    assert SAVED == [("InviteForm", "bo@example.org")]


def test_a_bad_invitation_shows_no_error_in_the_other_form():
    page = post({"form": "invite", "invite-email": "bo"})
    address, invite = page.content.decode().split("---")
    assert "errorlist" not in address and "errorlist" in invite and 'value="bo"' in invite
    assert SAVED == []


def test_without_prefix_two_inputs_share_an_id():
    assert post({}, replace(answer(), (", prefix=name", ""))).content.count(b'id="id_email"') == 2
    page = post({}).content
    assert page.count(b'id="id_address-email"') == page.count(b'id="id_invite-email"') == 1


def test_a_post_that_names_neither_saves_nothing():
    data = {"invite-email": "bo@example.org", "address-email": "ada@example.org"}
    assert post(data).status_code == 200
    assert SAVED == []
