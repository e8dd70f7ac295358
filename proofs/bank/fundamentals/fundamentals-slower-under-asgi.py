"""Plain and async views under the async handler that an ASGI server calls."""

import asyncio
import threading
import time

from proof import module, project

project({
    "shop/models.py": """
        from django.db import models

        class Item(models.Model):
            name = models.CharField(max_length=20)
        """,
    "urls.py": """
        import asyncio
        import threading
        import time
        from django.http import HttpResponse
        from django.urls import path

        def plain(request):
            return HttpResponse(str(threading.get_ident()))

        async def quick(request):
            return HttpResponse(str(threading.get_ident()))

        async def blocking(request):
            time.sleep(0.5)
            return HttpResponse("bank")

        async def waiting(request):
            await asyncio.sleep(0.5)
            return HttpResponse("bank")

        urlpatterns = [path("plain/", plain), path("quick/", quick),
                       path("blocking/", blocking), path("waiting/", waiting)]
        """,
}, db="file", MIDDLEWARE=["django.middleware.common.CommonMiddleware"])


async def text(path: str) -> str:
    from django.test import AsyncClient

    return (await AsyncClient().get(path)).content.decode()


async def test_a_plain_view_runs_in_another_thread_than_the_loop():
    loop = str(threading.get_ident())
    assert await text("/quick/") == loop
    assert await text("/plain/") != loop


async def quick_beside(path: str) -> float:
    """How long a quick view takes that is asked right after a slow one."""
    slow = asyncio.create_task(text(path))
    began = time.monotonic()
    await asyncio.sleep(0.05)
    await text("/quick/")
    took = time.monotonic() - began
    await slow
    return took


async def test_a_blocking_call_in_an_async_view_stops_everybody():
    await text("/quick/")
    assert await quick_beside("/blocking/") >= 0.5
    assert await quick_beside("/waiting/") < 0.4


async def test_an_async_query_runs_in_a_thread():
    from django.db.backends.signals import connection_created

    threads = []
    note = lambda **_: threads.append(threading.get_ident())
    connection_created.connect(note)
    Item = module("shop.models").Item
    made = await Item.objects.acreate(name="lamp")
    assert (await Item.objects.aget(pk=made.pk)).name == "lamp"
    assert threads and threading.get_ident() not in threads
