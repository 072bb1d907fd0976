"""Safe contact, needs, and the people around somebody."""

from django.urls import path

from patients.views import contact, needs, people

urlpatterns = [
    path("to-reach/", contact.people_to_reach, name="people_to_reach"),
    path("<int:patient_id>/contact/", contact.contact, name="contact"),
    path("<int:patient_id>/contact/change/", contact.change_contact, name="change_contact"),
    path("<int:patient_id>/contact/never/", contact.never_use_address, name="never_use_address"),
    path(
        "<int:patient_id>/contact/never/<int:never_id>/allow/", contact.allow_address_again, name="allow_address_again"
    ),
    path("<int:patient_id>/contact/reach-out/", contact.reach_out, name="reach_out"),
    path("<int:patient_id>/contact/outgoing/<int:outgoing_id>/", contact.settle_contact, name="settle_contact"),
    path("<int:patient_id>/needs/", needs.needs, name="needs"),
    path("<int:patient_id>/people/", people.people, name="people"),
    path("<int:patient_id>/people/<slug:around>/", people.add_person, name="add_person"),
    path("<int:patient_id>/people/<slug:around>/<int:person_id>/end/", people.end_person, name="end_person"),
]
