"""The waiting list, availability, and private calendar addresses."""

from django.urls import path

from sessions.views import availability, feeds, waiting

urlpatterns = [
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/new/", waiting.new_waiting, name="new_waiting"),
    path("waiting/new/<int:patient_id>/", waiting.enter_waiting_list, name="enter_waiting"),
    path("waiting/<int:waiting_id>/", waiting.waiting_entry, name="waiting_entry"),
    path("waiting/<int:waiting_id>/close/", waiting.close_waiting_entry, name="close_waiting"),
    path("waiting/offers/", waiting.offer, name="offer_time"),
    path("waiting/offers/<int:offer_id>/", waiting.answer, name="answer_offer"),
    path("availability/", availability.availability, name="availability"),
    path("availability/hours/", availability.add_hours, name="add_hours"),
    path("availability/hours/end/", availability.end_hours, name="end_hours"),
    path("availability/away/", availability.say_away, name="say_away"),
    path("availability/extra/", availability.add_extra_hours, name="add_extra_hours"),
    path("availability/taken-back/", availability.withdraw_exception, name="withdraw_exception"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/new/", feeds.new_feed, name="new_feed"),
    path("feeds/stop/", feeds.stop_feed, name="stop_feed"),
    path("feeds/<slug:secret>.ics", feeds.feed, name="feed"),
]
