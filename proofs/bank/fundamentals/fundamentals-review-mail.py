"""The settings and the call as shown and as mended; a mail server that wants STARTTLS first."""

import os
import smtplib
import socketserver
import threading
from types import SimpleNamespace
from unittest.mock import patch

from proof import answer, load, material, part, project, raises, settings, version

project()
from django.core import mail  # noqa: E402

CUSTOMERS = [SimpleNamespace(email=f"{name}@example.com") for name in ("ada", "bob", "cy")]
os.environ["SMTP_PASSWORD"] = "a password"
SHOWN = vars(load(part(material(), "# settings", "# in the"), os=os))
CALL = part(material(), "# in the")
MENDED = vars(load(part(answer(0), "EMAIL_USE_TLS", "for ")))
LOOP = part(answer(0), "for ")
SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Server(socketserver.ThreadingTCPServer):
    daemon_threads, block_on_close = True, False


class Answers(socketserver.StreamRequestHandler):
    """Offers STARTTLS and nothing else before it; notes what it was asked."""

    asked: list[str] = []

    def handle(self):
        offer, rest = b"STARTTLS", b"530 STARTTLS first"
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line.decode().split()[0].upper()
            self.asked.append(word)
            if word == "STARTTLS":
                offer, rest = b"AUTH PLAIN", b"250 fine"
            if word == "DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            self.wfile.write({"EHLO": b"250-here\r\n250 " + offer, "STARTTLS": b"220 go on",
                              "AUTH": rest.replace(b"250", b"235"),
                              "QUIT": b"221 bye"}.get(word, rest) + b"\r\n")
            if word == "QUIT":
                return


class Unencrypted:
    """Stands for the context of TLS and leaves the line as it is."""

    def wrap_socket(self, sock, server_hostname):
        return sock


def send(port: int, **changes):
    names = {k: v for k, v in {**SHOWN, **changes}.items() if k.startswith("EMAIL_")}
    names |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port}
    if version() < (6, 1):
        with settings(EMAIL_BACKEND=SMTP, **names):
            return load(CALL, send_mail=mail.send_mail, customers=CUSTOMERS)
    options = {new: names[old] for new, old in dict(
        host="EMAIL_HOST", port="EMAIL_PORT", username="EMAIL_HOST_USER",
        password="EMAIL_HOST_PASSWORD", use_tls="EMAIL_USE_TLS").items() if old in names}
    with settings(MAILERS={"default": {"BACKEND": SMTP, "OPTIONS": options}}):
        return load(CALL, send_mail=mail.send_mail, customers=CUSTOMERS)


def test_without_starttls_the_login_fails():
    with Server(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with raises(smtplib.SMTPException, match="AUTH"):
            send(server.server_address[1])
        assert "STARTTLS" not in Answers.asked
        with patch("django.core.mail.backends.smtp.EmailBackend.ssl_context", Unencrypted()):
            send(server.server_address[1], EMAIL_USE_TLS=MENDED["EMAIL_USE_TLS"])
        asked = [word for word in Answers.asked if word in ("STARTTLS", "AUTH", "DATA")]
        assert asked == ["STARTTLS", "AUTH", "DATA"]
        server.shutdown()


def test_sender_markup_and_addresses():
    load(CALL, send_mail=mail.send_mail, customers=CUSTOMERS)
    one, = mail.outbox
    assert (one.from_email, len(one.to)) == ("webmaster@localhost", 3)
    assert one.message().get_content_type() == "text/plain" and "<h1>" in one.body
    assert all(each.email in one.message()["To"] for each in CUSTOMERS)
    mail.outbox.clear()
    with settings(DEFAULT_FROM_EMAIL=MENDED["DEFAULT_FROM_EMAIL"]):
        load(LOOP, send_mail=mail.send_mail, customers=CUSTOMERS, text="Sale", html="<h1>Sale</h1>")
    assert [each.to for each in mail.outbox] == [[each.email] for each in CUSTOMERS]
    assert all(each.from_email == "Shop <hello@example.com>" for each in mail.outbox)
    assert mail.outbox[0].alternatives[0][1] == "text/html"


def test_one_failure_stops_the_rest_and_every_call_connects():
    sent, connected = [], []

    class Refusing(smtplib.SMTP):
        def connect(self, *args, **kwargs):
            connected.append(args)
            return 220, b"here"

        def sendmail(self, sender, to, *args, **kwargs):
            if to == ["bob@example.com"]:
                raise smtplib.SMTPRecipientsRefused({to[0]: (550, b"unknown")})
            sent.extend(to)

        def quit(self):
            pass

    kept = {"MAILERS": {"default": {"BACKEND": SMTP, "OPTIONS": {"host": "mail"}}}} \
        if version() >= (6, 1) else {"EMAIL_BACKEND": SMTP}
    with settings(**kept), patch("smtplib.SMTP", Refusing):
        with raises(smtplib.SMTPRecipientsRefused):
            load(LOOP, send_mail=mail.send_mail, customers=CUSTOMERS, text="Sale", html="<h1>")
        assert sent == ["ada@example.com"] and len(connected) == 2
        connected.clear()
        mail.send_mass_mail([("Hello", "Sale", None, [each]) for each in ("di@example.com",) * 3])
        assert len(sent) == 4 and len(connected) == 1
