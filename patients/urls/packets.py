"""Forms at the patient's pace, as staff see them."""

from django.urls import path

from patients.views import packet_link, packets

urlpatterns = [
    path("<int:patient_id>/packet/", packets.packet, name="packet"),
    path("<int:patient_id>/packet/new/", packets.make_packet, name="make_packet"),
    path("<int:patient_id>/packet/close/", packets.end_packet, name="end_packet"),
    path("<int:patient_id>/packet/sections/<int:section_place>/", packets.packet_section, name="packet_section"),
    path("<int:patient_id>/packet/send/", packets.send_packet, name="send_packet"),
    path("<int:patient_id>/packet/answers/", packets.packet_answers, name="packet_answers"),
    path("<int:patient_id>/packet/link/", packet_link.packet_link, name="packet_link"),
    path("<int:patient_id>/packet/link/close/", packet_link.close_link, name="close_link"),
    path("<int:patient_id>/words/", packets.in_their_words, name="in_their_words"),
]
