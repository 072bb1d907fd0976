"""Measures that somebody fills in themselves on a tablet. The address says nothing of the practice."""

from django.urls import path

from patients.views import measures_sheet

urlpatterns = [
    path("", measures_sheet.by_code, name="private_sheet_code"),
    path("<str:token>/", measures_sheet.all_of_it, name="private_sheet"),
    path("<str:token>/<int:place>/", measures_sheet.one_measure, name="private_sheet_measure"),
    path("<str:token>/send/", measures_sheet.sending, name="private_sheet_send"),
]
