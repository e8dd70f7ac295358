"""The async view of the question, line by line, on a database that threads can share."""

import asyncio
import threading
import time
from types import SimpleNamespace

from proof import load, material, module, project, raises, replace, request

project({"bank/models.py": """
    from django.db import models

    class Account(models.Model):
        quotes = models.IntegerField(default=0)

    class Quote(models.Model):
        account = models.ForeignKey(Account, on_delete=models.CASCADE)
        rate = models.IntegerField()
"""}, db="file")
from asgiref.sync import ThreadSensitiveContext, sync_to_async  # noqa: E402
from django.core.exceptions import SynchronousOnlyOperation  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import F, QuerySet  # noqa: E402
from django.http import JsonResponse  # noqa: E402

bank = module("bank.models")
Account, Quote = bank.Account, bank.Quote
rates = SimpleNamespace(get=lambda url, timeout: SimpleNamespace(json=lambda: {"rate": 3}))


def view(*changes):
    names = dict(Account=Account, Quote=Quote, F=F, transaction=transaction, requests=rates,
                 RATES_URL="https://rates.example", JsonResponse=JsonResponse)
    return load(replace(material(), *changes), **names).quote


AGET = ("Account.objects.get(pk=pk)", "await Account.objects.aget(pk=pk)")


async def test_the_first_line_fails_until_it_is_bridged():
    account = await Account.objects.acreate()
    with raises(SynchronousOnlyOperation):
        await view()(request(), account.pk)
    assert (await Account.objects.aget(pk=account.pk)).quotes == 0
    assert await sync_to_async(Account.objects.get)(pk=account.pk) == account


async def test_atomic_needs_a_sync_function():
    account = await Account.objects.acreate()
    with raises(SynchronousOnlyOperation):
        await view(AGET)(request(), account.pk)
    with raises(SynchronousOnlyOperation):
        with transaction.atomic():
            pass

    @sync_to_async
    def store(account, rate):
        with transaction.atomic():
            Quote.objects.create(account=account, rate=rate)
            Account.objects.filter(pk=account.pk).update(quotes=F("quotes") + 1)

    await store(account, 3)
    assert (await Account.objects.aget(pk=account.pk)).quotes == 1


async def test_calls_of_one_request_take_turns_in_one_thread():
    seen = []

    class Slow(QuerySet):
        def count(self):
            seen.append(("begins", threading.get_ident()))
            time.sleep(0.02)
            found = super().count()
            seen.append(("ends", threading.get_ident()))
            return found

    async with ThreadSensitiveContext():  # as Django's ASGI handler does around a request
        await asyncio.gather(*[Slow(Account).acount() for _ in range(3)])
    assert [what for what, _ in seen] == ["begins", "ends"] * 3
    assert len({thread for _, thread in seen}) == 1

