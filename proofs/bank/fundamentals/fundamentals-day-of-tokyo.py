"""Orders around midnight in Tokyo, and on a day of 25 hours in Berlin; the clock stands still."""

import contextlib
import datetime
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

from proof import answer, material, project

TOP = "import datetime\nfrom zoneinfo import ZoneInfo\nfrom django.db import models\n" \
      "from django.utils import timezone\n"
BRANCH = "class Branch(models.Model):\n    zone = models.CharField(max_length=40)\n"
project({"bar/models.py": TOP + BRANCH + material()}, db="postgres", TIME_ZONE="UTC")
from django.utils import timezone  # noqa: E402

from bar import models  # noqa: E402

MENDED: dict = {}
exec(TOP + answer(0), MENDED)


def utc(*at: int) -> datetime.datetime:
    return datetime.datetime(*at, tzinfo=datetime.timezone.utc)


@contextlib.contextmanager
def at(moment: datetime.datetime):
    class Frozen(datetime.date):
        today = classmethod(lambda cls: moment.astimezone(ZoneInfo("UTC")).date())

    class Stub:
        date, timedelta = Frozen, datetime.timedelta

    with mock.patch.object(timezone, "now", lambda: moment), \
            mock.patch.object(models, "datetime", Stub):
        yield


def branch(zone: str, *orders: datetime.datetime):
    made = models.Branch.objects.create(zone=zone)
    for created in orders:
        made.order_set.create(created=created)
    return made


def times(found) -> list:
    return sorted(found.values_list("created", flat=True))


def test_today_is_another_day_in_tokyo():
    folder = Path(tempfile.mkdtemp(prefix="zone-"))
    (folder / "zone_settings.py").write_text("TIME_ZONE = 'UTC'\n")
    code = "import time; from django.conf import settings; settings.USE_TZ; print(time.tzname[0])"
    names = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONPATH": str(folder),
             "DJANGO_SETTINGS_MODULE": "zone_settings"}
    done = subprocess.run([sys.executable, "-c", code], env=names, capture_output=True, text=True)
    assert done.stdout == "UTC\n", done.stderr
    with at(utc(2026, 3, 9, 20)):
        assert models.datetime.date.today().day == 9
        assert timezone.localdate(timezone=ZoneInfo("Asia/Tokyo")).day == 10


def test_a_morning_order_of_tokyo_counts_for_its_own_day():
    # The 9th in Tokyo lasts from the 8th, 15:00 UTC, to the 9th, 15:00 UTC.
    inside = [utc(2026, 3, 8, 15, 1), utc(2026, 3, 9, 14, 59)]
    outside = [utc(2026, 3, 8, 14, 59), utc(2026, 3, 9, 15, 1)]
    tokyo = branch("Asia/Tokyo", *inside, *outside)
    with at(utc(2026, 3, 10, 3)):
        assert times(MENDED["yesterday"](tokyo)) == inside
        assert times(models.yesterday(tokyo)) == [inside[1], outside[1]]
        with timezone.override("Asia/Tokyo"):
            assert times(models.yesterday(tokyo)) == inside


def test_the_day_on_which_clocks_change_is_cut_right():
    # On 25 October 2026 Berlin goes from UTC+2 to UTC+1: the day has 25 hours.
    inside = [utc(2026, 10, 24, 22, 1), utc(2026, 10, 25, 22, 59)]
    berlin = branch("Europe/Berlin", *inside, utc(2026, 10, 24, 21, 59), utc(2026, 10, 25, 23, 1))
    with at(utc(2026, 10, 26, 12)):
        assert times(MENDED["yesterday"](berlin)) == inside
    # On 29 March it goes the other way: the day has 23 hours.
    inside = [utc(2026, 3, 28, 23, 1), utc(2026, 3, 29, 21, 59)]
    berlin = branch("Europe/Berlin", *inside, utc(2026, 3, 28, 22, 59), utc(2026, 3, 29, 22, 1))
    with at(utc(2026, 3, 30, 12)):
        assert times(MENDED["yesterday"](berlin)) == inside
