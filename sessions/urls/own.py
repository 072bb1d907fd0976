"""What is one's own and nobody else's."""

from django.urls import path

from sessions.views import own_measures

urlpatterns = [
    path("measures/", own_measures.own, name="own_measures"),
    path("measures/<slug:own_measure>/new/", own_measures.new_own, name="new_own_assessment"),
    path("measures/<int:own_id>/delete/", own_measures.delete, name="delete_own_assessment"),
]
