"""The pages about consents: what they show and to whom, agreeing in each way, the copy, the scan, the accounting."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import Consent, DeclinedConsent, Disclosure
from patients.services.consenting import Agreed, record_declined, revoke_consent
from patients.services.disclosing import disclose
from practice.audit.models import Act
from practice.panels import panel_named, panels_for
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_administrator, make_patient, make_user, on_team
from tests.patients.consent_builders import (
    DAY,
    IN_A_YEAR,
    NOW,
    PDF,
    SURGERY,
    TODAY,
    consented,
    on_paper,
    release,
    signed,
    spoken,
    wording,
)

pytestmark = pytest.mark.django_db

RELEASE = {
    "recipient": SURGERY,
    "purpose": "to treat her together",
    "scope": ["appointments", "substance-use-treatment"],
    "expires_on": IN_A_YEAR.isoformat(),
}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE, display_name="Bea Yarrow")
    client.force_login(user)
    return user


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return patient


def page_of(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def agree(client, patient, kind, how, **typed):
    return client.post(reverse("new_consent", args=[patient.pk, kind]) + f"?how={how}", typed)


# --- the page -----------------------------------------------------------------------------------------------------


def test_the_page_has_what_stands_what_ended_and_what_was_never_asked(client, patient, nurse):
    consented(patient, nurse, agreed=release(expires_on=TODAY), at=NOW - DAY)
    gone = consented(patient, nurse, agreed=Agreed(kind="telehealth", expires_on=TODAY - DAY), at=NOW - 9 * DAY)
    over = consented(patient, nurse, agreed=Agreed(kind="family-participation", recipient="Ana"), at=NOW - DAY)
    revoke_consent(consent=over, how="by-phone", words="We fell out.", by=nurse, at=NOW)
    record_declined(patient=patient, kind="research", wording=None, by=nurse, at=NOW)

    response = client.get(reverse("consents", args=[patient.pk]))
    lists, page = response.context["lists"], response.content.decode()

    assert [line.title for line in lists.active] == ["Release of information"]
    assert [(line.pk, line.tag) for line in lists.ended] == [(over.pk, "taken back"), (gone.pk, "has run out")]
    assert [each.tag for each in lists.asked] == [
        "not asked",
        "has run out",
        "not asked",
        "taken back",
        "given",
        "declined",
    ]
    assert "Who: Hill Street Surgery" in page
    assert "taken back on 20 March 2026, by phone; written down by Bea Yarrow: “We fell out.”" in page
    assert "not to be asked again before they bring it up" in page
    assert faults_in(page) == []


@pytest.mark.parametrize("name", ["consents", "disclosures"])
def test_the_page_asks_as_much_about_one_as_about_many(client, patient, nurse, name):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse(name, args=[patient.pk]))
        return len(asked)

    def one_more():
        consent = consented(patient, nurse, vouched=spoken(nurse, also_heard_by=make_user(Role.NURSE)))
        disclose(consent=consent, what=["appointments"], how="letter", by=make_user(Role.NURSE), at=NOW)

    one_more()
    client.get(reverse(name, args=[patient.pk]))
    few = questions()
    for _more in range(4):
        one_more()

    assert questions() == few


def test_a_merged_chart_shows_and_writes_nothing(client, patient, nurse):
    consented(patient, nurse)
    patient.merged_into = make_patient()
    patient.save()

    page = page_of(client, "consents", patient.pk)

    assert "Hill Street Surgery" in page
    assert "They take it back" not in page
    assert "/consents/new/" not in page
    assert agree(client, patient, "contact", "in-session").status_code == 403


# --- agreeing, and not --------------------------------------------------------------------------------------------


def test_on_screen_the_person_reads_the_whole_text_and_signs_that_version(client, patient, nurse):
    text = wording("release")
    page = page_of(client, "new_consent", patient.pk, "release", how="on-screen")
    assert "One thing." in page
    assert "Another." in page
    assert "I would rather not" in page
    assert "chart-navigation" not in page
    assert patient.record_number not in page
    assert faults_in(page) == []

    typed = RELEASE | {"signed_name": "Maya Jensen", "wording": text.pk}
    assert agree(client, patient, "release", "on-screen", **typed).status_code == 302

    consent = Consent.objects.get()
    assert (consent.wording, consent.signed_name, consent.given_by, consent.heard_by) == (
        text,
        "Maya Jensen",
        nurse,
        None,
    )
    assert consent.covers_substance_use
    assert consent.scope == ["appointments", "substance-use-treatment"]


def test_a_text_that_changed_meanwhile_is_read_again_first(client, patient):
    shown, newer = wording("contact"), wording("contact")

    answer = agree(client, patient, "contact", "on-screen", signed_name="Maya", wording=shown.pk)

    assert answer.status_code == 422
    assert "The text has changed meanwhile" in answer.content.decode()
    assert f'value="{newer.pk}"' in answer.content.decode()
    assert not Consent.objects.exists()


def test_said_by_phone_two_people_may_have_heard_it(client, patient, nurse):
    colleague = make_user(Role.THERAPIST)
    on_team(patient, colleague)

    assert agree(client, patient, "telehealth", "by-phone", also_heard_by=colleague.pk).status_code == 302

    consent = Consent.objects.get()
    assert (consent.given_how, consent.heard_by, consent.also_heard_by) == ("by-phone", nurse, colleague)


def test_a_sheet_is_sent_in_and_saved_again_and_never_shown_inside(client, patient):
    sheet = SimpleUploadedFile("anything.exe", PDF, content_type="application/x-msdownload")
    typed = {"signed_on": TODAY.isoformat(), "paper": sheet}
    assert agree(client, patient, "contact", "on-paper", **typed).status_code == 302

    answer = client.get(reverse("consent_paper", args=[Consent.objects.get().pk]))

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="consent-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert Act.objects.latest("id").verb == "consent.paper_opened"


def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, patient):
    page = SimpleUploadedFile("scan.pdf", b"<html>", content_type="application/pdf")
    wrong_file = agree(client, patient, "contact", "on-paper", signed_on=TODAY.isoformat(), paper=page)
    unsigned = agree(client, patient, "release", "in-session", **RELEASE)
    empty = agree(client, patient, "release", "in-session")

    assert [answer.status_code for answer in (wrong_file, unsigned, empty)] == [422] * 3
    assert wrong_file.context["form"].errors["paper"] == ["A scan is a PDF, a JPEG or a PNG."]
    assert "This is released in writing" in unsigned.content.decode()
    assert SURGERY in unsigned.content.decode()
    assert set(empty.context["form"].errors) == {"recipient", "purpose", "scope", "expires_on"}
    assert not Consent.objects.exists()


def test_the_same_form_counts_once(client, patient):
    for _time in range(2):
        assert agree(client, patient, "contact", "in-session", once="a-token").status_code == 302

    assert Consent.objects.count() == 1


def test_without_a_text_nothing_is_signed_on_screen(client, patient):
    page = page_of(client, "new_consent", patient.pk, "contact", how="on-screen")

    assert "No text is published for this yet." in page
    assert "Signed on screen" not in page
    assert client.get(reverse("new_consent", args=[patient.pk, "redisclosure"])).status_code == 404


def test_no_is_kept_with_the_day_on_which_they_may_be_asked_again(client, patient):
    where = reverse("declined_consent", args=[patient.pk, "research"])

    assert client.post(where, {"ask_again_on": TODAY.isoformat()}).status_code == 422
    assert client.post(where, {"ask_again_on": IN_A_YEAR.isoformat()}).status_code == 302

    assert DeclinedConsent.objects.get().ask_again_on == IN_A_YEAR
    assert "may be asked again from 20 March 2027" in page_of(client, "consents", patient.pk)


# --- taking it back, telling others -------------------------------------------------------------------------------


def test_taking_it_back_is_asked_once_more_and_says_what_it_means(client, patient, nurse):
    consent = consented(patient, nurse)
    where = reverse("revoke_consent", args=[consent.pk])

    assert "It counts from now on." in client.get(where).content.decode()
    assert client.post(where).status_code == 422
    assert client.post(where, {"how": "in-person"}).status_code == 302
    again = client.post(where, {"how": "in-person"})

    assert (again.status_code, "It was taken back already." in again.content.decode()) == (422, True)
    assert Consent.objects.get().revoked_by == nurse


def test_what_is_told_stands_in_the_accounting_and_no_more_is_told_than_released(client, patient, nurse):
    wording("redisclosure")
    consent = consented(patient, nurse, agreed=release(scope=("appointments",)))
    where = reverse("tell_others", args=[consent.pk])

    page = client.get(where)
    assert [value for value, _label in page.context["form"].fields["what"].choices] == ["appointments"]
    assert "About redisclosure" in page.content.decode()
    assert client.post(where, {"what": ["notes-summary"], "how": "letter"}).status_code == 422
    assert client.post(where, {"what": ["appointments"], "how": "letter"}).status_code == 302
    listed = page_of(client, "disclosures", patient.pk)
    assert SURGERY in listed
    assert "notice, version 1" in listed
    assert faults_in(listed) == []

    revoke_consent(consent=consent, how="in-person", by=nurse, at=NOW)
    refused = client.post(where, {"what": ["appointments"], "how": "letter"})
    assert (refused.status_code, "The release was taken back." in refused.content.decode()) == (422, True)
    assert Disclosure.objects.count() == 1
    assert SURGERY in page_of(client, "disclosures", patient.pk)


def test_only_a_release_lets_anything_be_told(client, patient, nurse):
    consent = consented(patient, nurse, agreed=Agreed(kind="contact"))

    assert client.get(reverse("tell_others", args=[consent.pk])).status_code == 404
    assert client.get(reverse("consent_paper", args=[consent.pk])).status_code == 404


def test_family_is_not_offered_what_a_release_alone_can_tell(client, patient):
    family, others = (
        client.get(reverse("new_consent", args=[patient.pk, kind])).context["form"].fields["scope"].choices
        for kind in ("family-participation", "release")
    )

    assert set(dict(others)) - set(dict(family)) == {
        "substance-use-treatment",
        "psychotherapy-notes",
        "counselling-notes",
    }


def test_the_whole_record_does_not_offer_what_was_not_ticked(client, patient, nurse):
    consent = consented(patient, nurse, agreed=release(scope=("whole-record",)))

    offered = client.get(reverse("tell_others", args=[consent.pk])).context["form"].fields["what"].choices

    assert "substance-use-treatment" not in dict(offered)
    assert "measures" in dict(offered)


# --- on paper -----------------------------------------------------------------------------------------------------


def test_the_copy_has_the_text_as_it_was_and_nothing_of_the_chart(client, patient, nurse, settings):
    settings.PRACTICE_NAME = "Elm House"
    text = wording("release")
    consent = consented(patient, nurse, agreed=release(), vouched=signed("Maya Jensen"), wording=text)
    wording("release", title="A newer text")

    copy = page_of(client, "print_consent", consent.pk)
    blank = page_of(client, "print_blank_consent", patient.pk, "release")

    for each in ("Elm House", "One thing.", "“Maya Jensen”", SURGERY, patient.chosen_name, "Version 1"):
        assert each in copy
    assert "chart-navigation" not in copy
    for each in ("Elm House", "Signature", "Who may be told", "Version 2"):
        assert each in blank
    assert faults_in(copy) == faults_in(blank) == []


# --- for whoever books --------------------------------------------------------------------------------------------


def test_whoever_books_reads_two_answers_and_nothing_else(client, patient, nurse):
    desk, outsider = make_user(Role.FRONT_DESK), make_user(Role.NURSE)
    consented(patient, nurse, agreed=Agreed(kind="telehealth"))
    record_declined(patient=patient, kind="contact", wording=None, in_their_words="No.", by=nurse, at=NOW)
    consented(patient, nurse)

    panel = panel_named("person", "consents-for-booking", desk)

    assert panel is not None
    assert panel.context(desk, patient.pk) == {
        "answers": [("Visits by video or phone", "yes"), ("How we may reach them", "no")]
    }
    assert panel.context(outsider, patient.pk)["answers"] == [
        ("Visits by video or phone", "not asked"),
        ("How we may reach them", "not asked"),
    ]
    assert "consents-navigation" not in {each.name for each in panels_for("chart-navigation", desk)}


def test_a_scan_and_a_copy_are_the_teams(client, patient, nurse):
    consent = consented(patient, nurse, vouched=on_paper())

    for role, status in [(Role.NURSE, 404), (Role.FRONT_DESK, 404), (Role.CLINICAL_LEAD, 200)]:
        client.force_login(make_user(role))
        for name in ("consent_paper", "print_consent", "revoke_consent"):
            assert client.get(reverse(name, args=[consent.pk])).status_code == status


# --- the administration -------------------------------------------------------------------------------------------


def test_an_administrator_writes_and_publishes_texts(client):
    client.force_login(make_administrator())
    text = wording("treatment")
    where = reverse("admin:patients_consentwording_changelist")

    client.post(where, {"action": "next_version", "_selected_action": [text.pk]})
    draft = text.__class__.objects.get(number=2)
    change = reverse("admin:patients_consentwording_change", args=[draft.pk])
    assert client.post(change, {"title": "Treatment", "text": "Better."}).status_code == 302
    client.post(where, {"action": "publish", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert (draft.text, draft.published_at) == ("Better.", NOW)

    assert client.post(change, {"title": "Treatment", "text": "Worse."}).status_code == 403
    again = client.post(where, {"action": "publish", "_selected_action": [draft.pk]}, follow=True)
    assert "It is published already." in again.content.decode()
    added = client.post(
        reverse("admin:patients_consentwording_add"), {"kind": "contact", "title": "Reach", "text": "Reach."}
    )
    assert added.status_code == 302
    assert text.__class__.objects.get(kind="contact").number == 1
