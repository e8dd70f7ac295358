"""Bookings with the answer's queryset, with a manager class, and behind another default manager."""

from datetime import timedelta

from proof import answer, load, material, module, part, project, raises, replace

HEAD = ("from django.db import models\nfrom django.utils import timezone\n\n"
        "class Room(models.Model):\n    pass\n\n")
FIELDS = part(material(), "    room", "Booking.objects").rstrip() + "\n"
OWN = replace(answer(0), ("BookingQuerySet.as_manager()",
                          "models.Manager.from_queryset(BookingQuerySet)()"))
BY_HAND = replace(answer(0), ("BookingQuerySet.as_manager()", "ByHand()"),
                  ("class Booking(models", """class ByHand(models.Manager):
    def get_queryset(self):
        return BookingQuerySet(self.model, using=self._db)

    def upcoming(self):
        return self.get_queryset().upcoming()

    def of_guest(self, name):
        return self.get_queryset().of_guest(name)

class Booking(models"""))
KEPT = replace(answer(0), ("BookingQuerySet.as_manager()", "Kept()"),
               ("class Booking(models", """class Kept(models.Manager.from_queryset(BookingQuerySet)):
    use_in_migrations = True

class Booking(models"""))
HIDDEN = replace(answer(0), ("    objects =", "    first = models.Manager()\n    objects ="))
project({"hotel/models.py": HEAD + answer(0) + FIELDS, "own/models.py": HEAD + OWN + FIELDS,
         "hidden/models.py": HEAD + HIDDEN + FIELDS, "byhand/models.py": HEAD + BY_HAND + FIELDS,
         "kept/models.py": HEAD + KEPT + FIELDS})
CALLS = part(material(), "Booking.objects").splitlines()


def bookings(app):
    """A room with a booking for tomorrow, one long over and one on the waiting list."""
    from django.utils import timezone

    found = module(f"{app}.models")
    room = found.Room.objects.create()
    for hours in (-1, 24, None):
        at = hours and timezone.now() + timedelta(hours=hours)
        found.Booking.objects.create(room=room, guest="Ada", starts_at=at)
    return found.Booking, room


def test_the_calls_chain_in_any_order():
    for app in ("hotel", "own", "byhand", "kept"):
        Booking, room = bookings(app)
        for call in CALLS:
            found = load(f"found = {call}", Booking=Booking, room=room).found
            assert [booking.starts_at is not None for booking in found] == [True], call
        assert Booking.objects.count() == 3


def test_the_related_manager_follows_the_default_manager():
    assert bookings("hotel")[1].bookings.upcoming().count() == 1
    with raises(AttributeError, match="upcoming"):
        bookings("hidden")[1].bookings.upcoming()


def test_a_model_in_a_migration_lacks_the_methods():
    from django.apps import apps
    from django.db.migrations.state import ProjectState

    historical = ProjectState.from_apps(apps).apps
    assert not hasattr(historical.get_model("hotel", "Booking").objects, "upcoming")
    assert hasattr(historical.get_model("kept", "Booking").objects, "upcoming")
