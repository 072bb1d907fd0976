"""Pages about patients: the lists, the chart and its parts."""

from django.urls import path

from patients.views import breaking_glass, chart, searching

urlpatterns = [
    path("", searching.patients, name="patients"),
    path("front-desk/", searching.front_desk, name="front_desk"),
    path("break-the-glass/", breaking_glass.break_the_glass, name="break_the_glass"),
    path("<int:patient_id>/", chart.chart, name="chart"),
    path("<int:patient_id>/panels/<slug:name>/", chart.chart_panel, name="chart_panel"),
    path("<int:patient_id>/events/", chart.chart_event, name="chart_event"),
]
