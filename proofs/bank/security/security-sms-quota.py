"""The endpoint as it stands, called with made-up headers and from several processes."""

import multiprocessing

from proof import client, load, material, part, project, requires, settings, user

requires("djangorestframework")
SETTINGS = load(part(material(), "CACHES", "class SendCode"))
project({"urls.py": """
from django.urls import path
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

sent = []
send_sms = sent.append

""" + part(material(), "class SendCode") + """
urlpatterns = [path("", SendCode.as_view())]
"""}, apps=["rest_framework"], CACHES=SETTINGS.CACHES, REST_FRAMEWORK=SETTINGS.REST_FRAMEWORK)


def send(browser=None, forwarded=None):
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return (browser or client()).post("/", {"phone": "1"}, headers=headers).status_code


def test_a_made_up_header_is_a_new_client():
    real = "203.0.113.9"
    assert [send(forwarded=real) for _ in range(11)] == [202] * 10 + [429]
    assert {send(forwarded=f"10.0.0.{n}, {real}") for n in range(30)} == {202}
    with settings(REST_FRAMEWORK={**SETTINGS.REST_FRAMEWORK, "NUM_PROXIES": 1}):
        assert {send(forwarded=f"10.0.1.{n}, {real}") for n in range(30)} == {429}


def test_local_memory_counts_per_process():
    fork = multiprocessing.get_context("fork")
    results = fork.Queue()
    workers = [fork.Process(target=work, args=(results,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    passed = [results.get(timeout=30) for _ in workers]
    assert passed == [10, 10]


def work(results):
    results.put([send() for _ in range(12)].count(202))


def test_signed_in_clients_are_not_counted():
    browser = client()
    browser.force_login(user())
    assert {send(browser) for _ in range(12)} == {202}
    assert [send() for _ in range(11)][-1] == 429
