"""The timeline, and life events on it."""

from django.urls import path

from sessions.views import life_events, timeline

urlpatterns = [
    path("<int:patient_id>/timeline/", timeline.timeline, name="timeline"),
    path("<int:patient_id>/timeline/print/", timeline.print_timeline, name="print_timeline"),
    path("<int:patient_id>/timeline/life-events/", life_events.life_events, name="life_events"),
    path("<int:patient_id>/timeline/life-events/add/", life_events.add, name="add_life_event"),
    path("timeline/life-events/<int:life_event_id>/take-off/", life_events.take_off, name="take_off_life_event"),
]
