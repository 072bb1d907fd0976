"""Visits: the day, the week, booking, and what becomes of a visit."""

from django.urls import path

from sessions.views import booking, checking, day, groups, visit, week

urlpatterns = [
    path("day/", day.day, name="visits_day"),
    path("week/", week.week, name="visits_week"),
    path("book/", booking.find_a_time, name="find_a_time"),
    path("book/check/", checking.check_a_time, name="check_a_time"),
    path("<int:visit_id>/", visit.visit, name="visit"),
    path("<int:visit_id>/cancel/", visit.cancel, name="cancel_visit"),
    path("<int:visit_id>/join/", groups.join, name="join_group"),
    path("bookings/<int:booking_id>/mark/", day.mark_booking, name="mark_booking"),
    path("bookings/<int:booking_id>/leave/", groups.leave, name="leave_group"),
]
