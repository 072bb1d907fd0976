"""What somebody opens with a private link; the address says nothing of the practice."""

from django.urls import path

from patients.views import private, private_sections

urlpatterns = [
    path("", private.elsewhere, name="private_nowhere"),
    path("<str:token>/", private.door, name="private_door"),
    path("<str:token>/<int:place>/", private_sections.section, name="private_section"),
    path("<str:token>/send/", private_sections.sending, name="private_send"),
    path("<str:token>/leave/", private.leave, name="private_leave"),
    path("<path:rest>", private.elsewhere, name="private_elsewhere"),
]
