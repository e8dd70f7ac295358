"""A login that somebody guesses at, and a counter in local memory."""

import multiprocessing

from proof import client, project, user

project({"urls.py": """
    from django.contrib.auth.views import LoginView
    from django.urls import path

    urlpatterns = [path("login/", LoginView.as_view(template_name="login.html", next_page="/"))]
""", "templates/login.html": "{{ form.errors }}"},
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}})


def attempt(password):
    return client().post("/login/", {"username": "ada", "password": password}).status_code


def test_the_hundredth_attempt_still_counts():
    user("ada")
    assert {attempt(f"guess {number}") for number in range(99)} == {200}
    assert attempt("a long password") == 302


def failures(pipe):
    from django.core.cache import cache

    pipe.send(cache.get("failures", 0))


def test_local_memory_counts_per_process():
    from django.core.cache import cache

    cache.set("failures", 5)
    parent, child = multiprocessing.Pipe()
    failures(child)
    assert parent.recv() == 5
    context = multiprocessing.get_context("fork")
    worker = context.Process(target=count_in_a_worker, args=(child,))
    worker.start()
    worker.join(20)
    assert parent.recv() == 6
    assert cache.get("failures") == 5


def count_in_a_worker(pipe):
    from django.core.cache import cache

    cache.incr("failures")
    failures(pipe)
