"""Agreeing, declining, taking it back, telling others: what is written, what is recorded, and who may."""

import base64

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from patients.models import Consent, ConsentPaper, ConsentWording, DeclinedConsent, Disclosure
from patients.models.consent_paper import LARGEST_PAPER
from patients.rules.consent import Because
from patients.services import consent_papers
from patients.services.consenting import (
    Agreed,
    Vouched,
    newest_wording,
    record_consent,
    record_declined,
    revoke_consent,
)
from patients.services.disclosing import NotReleased, disclose
from patients.services.loading_wordings import load_wordings
from patients.services.publishing_wordings import draft_next, publish_wording
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_administrator, make_patient, make_user
from tests.patients.consent_builders import (
    DAY,
    HOUR,
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


@pytest.fixture
def by():
    return make_user(Role.NURSE)


@pytest.fixture
def patient():
    return make_patient()


def verbs(patient):
    return list(Act.objects.filter(patient_id=patient.pk).order_by("id").values_list("verb", flat=True))


def last_act(patient):
    return Act.objects.filter(patient_id=patient.pk).latest("id")


# --- agreeing -----------------------------------------------------------------------------------------------------


def test_each_way_of_agreeing_keeps_what_vouches_for_it(patient, by):
    text, second = wording("contact"), make_user(Role.THERAPIST)
    contact = Agreed(kind="contact")

    on_screen = consented(patient, by, agreed=contact, vouched=signed(), wording=text)
    said = consented(patient, by, agreed=contact, vouched=spoken(by, also_heard_by=second))
    paper = consented(patient, by, agreed=contact, vouched=on_paper(signed_by_relation="mother"))

    assert (on_screen.signed_name, on_screen.wording, on_screen.given_by) == ("Maya Jensen", text, by)
    assert (said.heard_by, said.also_heard_by, said.signed_name) == (by, second, "")
    assert (paper.signed_on, paper.signed_by_relation) == (TODAY, "mother")
    assert verbs(patient) == ["consent.given"] * 3
    act = last_act(patient)
    assert (act.by, act.subject_id, act.details) == (by, paper.pk, {"kind": "contact", "how": "on-paper"})


@pytest.mark.parametrize(
    ("agreed", "vouched", "field"),
    [
        (release(expires_on=TODAY - DAY), {}, "expires_on"),
        (release(), {"how": "on-paper", "signed_on": TODAY + DAY}, "signed_on"),
        (release(), {"how": "on-paper", "signed_on": TODAY}, "paper"),
        (release(scope=("substance-use-treatment",), covers_substance_use=True), {}, "covers_substance_use"),
        (release(recipient=" "), {}, "__all__"),
    ],
)
def test_what_does_not_fit_is_told_by_its_field_and_nothing_is_written(patient, by, agreed, vouched, field):
    how = Vouched(**(vouched or {"how": "in-session", "heard_by": by}))

    with pytest.raises(ValidationError) as refused:
        record_consent(patient=patient, agreed=agreed, vouched=how, wording=None, by=by, at=NOW)

    assert field in refused.value.message_dict
    assert not Consent.objects.exists()
    assert verbs(patient) == []


def test_no_is_an_answer_that_may_be_asked_about_again_later(patient, by):
    no = record_declined(
        patient=patient, kind="research", wording=None, in_their_words=" Not now. ", ask_again_on=None, by=by, at=NOW
    )

    assert (no.in_their_words, no.ask_again_on, no.declined_by) == ("Not now.", None, by)
    assert last_act(patient).verb == "consent.declined"
    with pytest.raises(ValidationError, match="lies ahead"):
        record_declined(patient=patient, kind="research", wording=None, ask_again_on=TODAY, by=by, at=NOW)
    assert not Consent.objects.exists()


def test_taking_it_back_counts_from_then_on_and_is_final(patient, by):
    consent = consented(patient, by)
    told = disclose(consent=consent, what=["appointments"], how="letter", by=by, at=NOW)

    revoked = revoke_consent(consent=consent, how="by-phone", words=" Enough. ", by=by, at=NOW + HOUR)

    assert (revoked.revoked_at, revoked.revoked_by, revoked.revoked_words) == (NOW + HOUR, by, "Enough.")
    assert list(Disclosure.objects.all()) == [told]
    assert last_act(patient).verb == "consent.revoked"
    with pytest.raises(ValidationError, match="already"):
        revoke_consent(consent=consent, how="by-phone", by=by, at=NOW + HOUR)
    with pytest.raises(NotReleased, match="taken back"):
        disclose(consent=consent, what=["appointments"], how="letter", by=by, at=NOW + HOUR)


def test_whoever_is_no_clinician_writes_nothing(patient, by):
    consent, desk = consented(patient, by, vouched=on_paper()), make_user(Role.FRONT_DESK)
    before = verbs(patient)

    for act in [
        lambda: consented(patient, desk),
        lambda: record_declined(patient=patient, kind="contact", wording=None, by=desk, at=NOW),
        lambda: revoke_consent(consent=consent, how="in-person", by=desk, at=NOW),
        lambda: disclose(consent=consent, what=["appointments"], how="letter", by=desk, at=NOW),
        lambda: consent_papers.open_paper(consent=consent, by=desk, at=NOW),
    ]:
        with pytest.raises(PermissionDenied):
            act()

    assert verbs(patient) == before
    assert not DeclinedConsent.objects.exists()


# --- paper --------------------------------------------------------------------------------------------------------


def test_a_scan_is_encrypted_at_rest_and_each_opening_is_on_record(patient, by):
    consent = consented(patient, by, vouched=on_paper())

    stored = ConsentPaper.objects.get().content
    assert stored.startswith("v1.")
    assert base64.b64encode(PDF).decode() not in stored
    assert consent_papers.open_paper(consent=consent, by=by, at=NOW) == ("application/pdf", PDF)
    assert last_act(patient).verb == "consent.paper_opened"


@pytest.mark.parametrize(
    "content",
    [b"<html><script>", b"GIF89a", b"MZ%PDF-1.7", b"%PDF-" + b"0" * LARGEST_PAPER],
    ids=["a page", "another picture", "a program", "too large"],
)
def test_a_file_is_what_its_first_bytes_say(patient, by, content):
    with pytest.raises(ValidationError, match="scan is"):
        consented(patient, by, vouched=on_paper(paper=content))

    assert not ConsentPaper.objects.exists()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (b"\xff\xd8\xff\xe0.", "image/jpeg"), (b"\x89PNG\r\n\x1a\n.", "image/png")],
)
def test_pdf_jpeg_and_png_are_known(content, kind):
    assert consent_papers.media_type_of(content) == kind


# --- telling others -----------------------------------------------------------------------------------------------


def test_what_is_told_is_on_record_with_the_newest_notice(patient, by):
    wording("redisclosure")
    notice = wording("redisclosure")
    consent = consented(
        patient,
        by,
        agreed=release(scope=("whole-record", "substance-use-treatment"), covers_substance_use=True),
        vouched=signed(),
        wording=wording(),
    )

    told = disclose(consent=consent, what=["substance-use-treatment"], how="fax", by=by, at=NOW)

    assert (told.recipient, told.notice, told.disclosed_by) == (SURGERY, notice, by)
    act = last_act(patient)
    assert (act.verb, act.subject_id) == ("disclosure.made", told.pk)
    assert act.details == {"what": ["substance-use-treatment"], "consent": consent.pk, "notice": 2}


def test_without_a_valid_consent_nothing_is_told(patient, by, monkeypatch):
    consent = consented(patient, by)

    with pytest.raises(NotReleased) as refused:
        disclose(consent=consent, what=["notes-summary"], how="fax", recipient="x", by=by, at=NOW + 400 * DAY)
    assert refused.value.because == [Because.EXPIRED, Because.OTHER_RECIPIENT, Because.NOT_IN_SCOPE]

    monkeypatch.setattr("patients.services.disclosing.may_disclose", lambda *args, **known: [])
    with pytest.raises(IntegrityError, match="disclosure-needs-a-valid-consent"):
        disclose(consent=consent, what=["notes-summary"], how="fax", by=by, at=NOW)


# --- texts --------------------------------------------------------------------------------------------------------


def test_shipped_texts_are_loaded_once_and_a_practices_own_is_left_alone():
    administrator = make_administrator()
    own = wording("contact", is_shipped=False, published_by=administrator)

    assert load_wordings(at=NOW) == 6
    assert load_wordings(at=NOW) == 0

    assert newest_wording("contact") == own
    shipped = ConsentWording.objects.get(kind="treatment")
    assert newest_wording("treatment") == shipped
    assert (shipped.is_shipped, shipped.number, len(shipped.paragraphs)) == (True, 1, 5)
    assert "42 CFR part 2 prohibits" in ConsentWording.objects.get(kind="redisclosure").text


def test_an_administrator_writes_the_next_version_and_publishes_it(by):
    administrator, first = make_administrator(), wording("telehealth")

    draft = draft_next(wording=first, by=administrator, at=NOW)
    assert (draft.number, draft.text, draft.published_at) == (2, first.text, None)
    assert newest_wording("telehealth") == first
    with pytest.raises(ValidationError, match="draft of this text already"):
        draft_next(wording=first, by=administrator, at=NOW)
    with pytest.raises(PermissionDenied):
        publish_wording(wording=draft, by=by, at=NOW)
    publish_wording(wording=draft, by=administrator, at=NOW)

    assert newest_wording("telehealth") == draft
    assert ConsentWording.objects.get(pk=draft.pk).published_by == administrator
    assert list(Act.objects.order_by("id").values_list("verb", flat=True)) == [
        "consent_wording.drafted",
        "consent_wording.published",
    ]
    with pytest.raises(ValidationError, match="already"):
        publish_wording(wording=draft, by=administrator, at=NOW)
