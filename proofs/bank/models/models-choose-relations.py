"""The conference with `PROTECT` on the room and `SET_NULL` on the account."""

from proof import module, project, raises, user

project({"talks/models.py": """
    from django.conf import settings
    from django.db import models

    class Room(models.Model):
        pass

    class Speaker(models.Model):
        user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)

    class Talk(models.Model):
        room = models.ForeignKey(Room, on_delete=models.PROTECT)
        speakers = models.ManyToManyField(Speaker, through="Slot")

    class Slot(models.Model):
        talk = models.ForeignKey(Talk, on_delete=models.CASCADE)
        speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT)
        position = models.PositiveSmallIntegerField()
"""})
talks = module("talks.models")


def test_a_room_with_talks_is_protected():
    from django.db.models import ProtectedError

    room = talks.Room.objects.create()
    talk = talks.Talk.objects.create(room=room)
    with raises(ProtectedError):
        room.delete()
    talk.delete()
    room.delete()


def test_set_null_needs_a_nullable_column():
    from django.db import models

    ada = user()
    speaker = talks.Speaker.objects.create(user=ada)
    ada.delete()
    speaker.refresh_from_db()
    assert speaker.user is None

    class Wrong(models.Model):
        room = models.ForeignKey(talks.Room, on_delete=models.SET_NULL)

        class Meta:
            app_label = "talks"

    assert "fields.E320" in [error.id for error in Wrong.check()]


def test_a_missing_profile_raises():
    with raises(talks.Speaker.DoesNotExist):
        user().speaker
