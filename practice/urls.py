"""Every address of the house. Staff addresses carry ids only."""

from django.contrib import admin
from django.urls import include, path

from practice import health, today

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

handler500 = "practice.calm_errors.server_error"
