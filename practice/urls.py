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
    path("patients/", include("patients.urls")),
    path("medications/", include("medications.urls")),
    path("admin/", admin.site.urls),
]

if not settings.PRODUCTION:
    specimens.register()
    urlpatterns.append(path("gallery/", gallery.gallery, name="gallery"))

handler500 = "practice.calm_errors.server_error"
