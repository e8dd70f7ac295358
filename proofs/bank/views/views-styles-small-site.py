"""The page of fixed text and the contact form of the answer."""

from django.core import mail

from proof import client, project

project({
    "urls.py": """
        from django import forms
        from django.core.mail import send_mail
        from django.urls import path
        from django.views.generic import FormView, TemplateView

        class ContactForm(forms.Form):
            text = forms.CharField(max_length=10)

        class Contact(FormView):
            form_class = ContactForm
            template_name = "contact.html"
            success_url = "/about/"

            def form_valid(self, form):
                send_mail("Contact", form.cleaned_data["text"], None, ["us@example.com"])
                return super().form_valid(form)

        urlpatterns = [
            path("about/", TemplateView.as_view(template_name="about.html")),
            path("contact/", Contact.as_view()),
        ]
    """,
    "templates/about.html": "about us",
    "templates/contact.html": "{{ form }}",
})


def test_a_template_view_needs_no_view_code():
    assert client().get("/about/").content == b"about us"


def test_a_form_view_shows_keeps_and_redirects():
    assert b'name="text"' in client().get("/contact/").content
    rejected = client().post("/contact/", {"text": "far too long"})
    assert b"at most 10 characters" in rejected.content
    assert b"far too long" in rejected.content
    assert client().post("/contact/", {"text": "hello"})["Location"] == "/about/"


def test_the_mail_goes_out_in_form_valid():
    mail.outbox.clear()
    client().post("/contact/", {"text": "far too long"})
    assert mail.outbox == []
    client().post("/contact/", {"text": "hello"})
    assert [message.body for message in mail.outbox] == ["hello"]
