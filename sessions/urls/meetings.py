"""Team meetings."""

from django.urls import path

from sessions.views import meetings

urlpatterns = [
    path("", meetings.meetings, name="team_meetings"),
    path("new/", meetings.new_meeting, name="new_team_meeting"),
    path("<int:meeting_id>/", meetings.meeting, name="team_meeting"),
    path("<int:meeting_id>/people/", meetings.attendance, name="meeting_attendance"),
    path("<int:meeting_id>/items/", meetings.add_item, name="add_meeting_item"),
    path("<int:meeting_id>/close/", meetings.close_meeting, name="close_team_meeting"),
    path("items/<int:item_id>/", meetings.keep_item, name="keep_meeting_item"),
    path("items/<int:item_id>/decisions/", meetings.decide, name="decide_in_meeting"),
    path("decisions/<int:decision_id>/", meetings.decision, name="team_decision"),
]
