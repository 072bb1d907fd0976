"""Every address of the house. Staff addresses carry ids only."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from practice import gallery, health, specimens, today

urlpatterns = [
    path("", today.today, name="today"),
    path("today/queue/", today.queue, name="today_queue"),
    path("health/", health.view, name="health"),
    path("accounts/", include("practice.staff.urls")),
    path("prompts/", include("practice.prompts.urls")),
    path("patients/", include("patients.urls.chart")),
    path("patients/", include("patients.urls.around")),
    path("patients/", include("patients.urls.consents")),
    path("patients/", include("patients.urls.packets")),
    path("patients/", include("patients.urls.trauma")),
    path("patients/", include("patients.urls.measures")),
    path("intakes/", include("patients.urls.intake")),
    path("referrals/", include("patients.urls.referrals")),
    path("f/", include("patients.urls.private")),
    path("s/", include("patients.urls.sheets")),
    path("medications/", include("medications.urls")),
    path("visits/", include("sessions.urls.visits")),
    path("visits/", include("sessions.urls.waiting")),
    path("notes/", include("sessions.urls.notes")),
    path("notes/", include("sessions.urls.finding_notes")),
    path("readiness/", include("sessions.urls.readiness")),
    path("psychotherapy-notes/", include("sessions.urls.psychotherapy_notes")),
    path("meetings/", include("sessions.urls.meetings")),
    path("measures/", include("sessions.urls.measures")),
    path("own/", include("sessions.urls.own")),
    path("patients/", include("sessions.urls.timeline")),
    path("admin/", admin.site.urls),
]

if not settings.PRODUCTION:
    specimens.register()
    urlpatterns.append(path("gallery/", gallery.gallery, name="gallery"))

handler500 = "practice.calm_errors.server_error"
