"""When measures are due, and for whom."""

from django.urls import path

from sessions.views import measure_schedules, measures_due

urlpatterns = [
    path("due/", measures_due.due, name="measures_due"),
    path("patients/<int:patient_id>/schedules/new/", measure_schedules.schedule, name="new_measure_schedule"),
    path("patients/<int:patient_id>/<slug:measure>/asked/", measure_schedules.asked, name="measure_asked"),
    path("schedules/<int:schedule_id>/end/", measure_schedules.end, name="end_measure_schedule"),
    path("plans/<int:plan_id>/", measure_schedules.of_plan, name="plan_measures"),
]
