"""The clinic with `PROTECT` on the practice and `SET_NULL` on the login."""

from proof import module, project, raises, user

project({"clinic/models.py": """
    from django.conf import settings
    from django.db import models

    class Practice(models.Model):
        pass

    class Doctor(models.Model):
        user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)

    class Department(models.Model):
        doctors = models.ManyToManyField(Doctor, through="Post")

    class Post(models.Model):
        department = models.ForeignKey(Department, on_delete=models.CASCADE)
        doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT)
        since = models.DateField()

    class Appointment(models.Model):
        practice = models.ForeignKey(Practice, on_delete=models.PROTECT)
"""})
clinic = module("clinic.models")


def test_a_practice_with_appointments_is_protected():
    from django.db.models import ProtectedError

    practice = clinic.Practice.objects.create()
    appointment = clinic.Appointment.objects.create(practice=practice)
    with raises(ProtectedError):
        practice.delete()
    appointment.delete()
    practice.delete()


def test_set_null_needs_a_nullable_column():
    from django.db import models

    ada = user()
    doctor = clinic.Doctor.objects.create(user=ada)
    ada.delete()
    doctor.refresh_from_db()
    assert doctor.user is None

    class Wrong(models.Model):
        practice = models.ForeignKey(clinic.Practice, on_delete=models.SET_NULL)

        class Meta:
            app_label = "clinic"

    assert "fields.E320" in [error.id for error in Wrong.check()]


def test_a_login_without_a_doctor_raises():
    with raises(clinic.Doctor.DoesNotExist):
        user().doctor
