"""What the database itself refuses about consents, their texts, and what is told on them."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from patients.models import Consent, ConsentPaper, ConsentWording, DeclinedConsent, Disclosure
from practice.staff.roles import Role
from tests.builders import make_patient, make_user
from tests.patients.consent_builders import DAY, HOUR, NOW, SURGERY, TODAY, consented, release, signed, wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user(Role.NURSE)


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def text():
    return wording()


def sheet(patient, by, **fields):
    known = {"media_type": "application/pdf", "content": "x", "size_bytes": 1, "scanned_at": NOW, "scanned_by": by}
    return ConsentPaper.objects.create(patient=patient, **{**known, **fields})


def refused(name: str) -> Any:
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture
def write(patient, by, text):
    """One consent: a release signed on screen, with changes."""

    def write(**changes):
        row = {
            "patient": patient,
            "kind": "release",
            "wording": text,
            "given_how": "on-screen",
            "signed_name": "Maya",
            "given_at": NOW,
            "given_by": by,
            "recipient": SURGERY,
            "purpose": "to treat her together",
            "scope": ["appointments"],
            "expires_on": TODAY,
        }
        with transaction.atomic():
            return Consent.objects.create(**{**row, **changes})

    return write


SPOKEN = {"given_how": "by-phone", "signed_name": "", "wording": None}
OTHER_KIND = {"kind": "contact", "wording": None, "given_how": "by-phone", "signed_name": ""}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "another kind": ({"kind": "x"}, "consent_is_given_in_our_words|consent-fits-its-wording"),
    "on screen without a name": ({"signed_name": ""}, "consent_is_vouched_for"),
    "on screen without a text": ({"wording": None}, "consent_is_vouched_for"),
    "by phone, heard by nobody": (SPOKEN, "consent_is_vouched_for"),
    "on paper without the paper": ({"given_how": "on-paper", "signed_on": TODAY}, "consent_is_vouched_for"),
    "to nobody": ({"recipient": ""}, "release_says_who_what_why_and_until_when"),
    "for nothing": ({"purpose": ""}, "release_says_who_what_why_and_until_when"),
    "of nothing": ({"scope": []}, "release_says_who_what_why_and_until_when"),
    "without an end": ({"expires_on": None}, "release_says_who_what_why_and_until_when"),
    "of something else": ({"scope": ["shoe-size"]}, "consent_scope_is_in_our_words"),
    "of substance use, not ticked": (
        {"scope": ["substance-use-treatment"]},
        "substance_use_is_released_in_writing_and_by_name",
    ),
    "ended before it began": ({"expires_on": TODAY - DAY}, "consent_expires_after_it_is_given"),
    "taken back by nobody": ({"revoked_at": NOW}, "consent_is_revoked_at_a_moment_by_somebody"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_consent_that_says_too_little_is_refused(write, case):
    changes, name = case

    with refused(name):
        write(**changes)


def test_what_needs_somebody_is_refused_without_them(write, patient, by, text):
    other = make_user(Role.NURSE)
    covered = {"scope": ["whole-record", "substance-use-treatment"], "covers_substance_use": True}

    with refused("family_consent_says_who_takes_part"):
        write(**OTHER_KIND | {"kind": "family-participation", "heard_by": by, "recipient": ""})
    with refused("research_consent_names_the_study"):
        write(**OTHER_KIND | {"kind": "research", "heard_by": by, "purpose": ""})
    with refused("consent_is_heard_by_two_people"):
        write(**SPOKEN, heard_by=by, also_heard_by=by)
    with refused("consent_is_revoked_after_it_is_given"):
        write(revoked_at=NOW - HOUR, revoked_by=by, revoked_how="by-phone")
    with refused("substance_use_is_released_in_writing_and_by_name"):
        write(**SPOKEN, **covered, heard_by=by)
    with refused("substance_use_is_released_in_writing_and_by_name"):
        write(scope=["counselling-notes"])
    with refused("authorisation_of_notes_kept_apart_names_nothing_else"):
        write(scope=["appointments", "psychotherapy-notes"])
    with refused("authorisation_of_notes_kept_apart_names_nothing_else"):
        write(**SPOKEN, scope=["psychotherapy-notes"], heard_by=by)
    write(scope=["psychotherapy-notes"])
    with refused("consent-fits-its-wording"):
        write(wording=wording("contact"))
    with refused("consent-paper-is-theirs"):
        write(given_how="on-paper", signed_on=TODAY, paper=sheet(make_patient(), by))

    write(**SPOKEN, heard_by=by, also_heard_by=other)
    write(**covered)
    write(given_how="on-paper", signed_on=TODAY, wording=None, paper=sheet(patient, by))
    write(**OTHER_KIND | {"heard_by": by, "expires_on": None, "scope": [], "recipient": "", "purpose": ""})
    assert Consent.objects.count() == 5


def test_a_consent_is_only_taken_back_and_only_once(write, by):
    consent = write()
    rows = Consent.objects.filter(pk=consent.pk)

    with refused("consent-is-fixed"), transaction.atomic():
        rows.update(recipient="Her employer")
    rows.update(revoked_at=NOW + HOUR, revoked_by=by, revoked_how="in-person")
    with refused("consent-is-fixed"), transaction.atomic():
        rows.update(revoked_at=None, revoked_by=None, revoked_how="")
    with pytest.raises(DatabaseError, match="permission denied|Cannot delete|kept for good"), transaction.atomic():
        rows._raw_delete("default")


def test_a_sheet_is_a_picture_or_pdf_of_a_size(patient, by):
    with refused("consent_paper_is_a_picture_or_pdf"), transaction.atomic():
        sheet(patient, by, media_type="text/html")
    with refused("consent_paper_is_no_larger_than_ten_megabytes"), transaction.atomic():
        sheet(patient, by, size_bytes=11_000_000)

    assert str(sheet(patient, by)).startswith("consent on paper")


def test_a_published_wording_stays_and_a_kind_has_one_draft(by):
    text = wording("contact")
    draft = ConsentWording.objects.create(kind="contact", number=2, title="Next", text="x")

    with refused("wording-stays-as-published"), transaction.atomic():
        ConsentWording.objects.filter(pk=text.pk).update(text="Something else.")
    with refused("wording_has_one_draft_at_a_time"), transaction.atomic():
        ConsentWording.objects.create(kind="contact", number=3, title="And next", text="x")
    with refused("wording_version_once_for_each_kind"), transaction.atomic():
        wording("contact", published_by=by, is_shipped=False, pk=None)
        ConsentWording.objects.filter(pk=draft.pk).update(number=1)
    with refused("wording_is_published_by_somebody_or_shipped"), transaction.atomic():
        ConsentWording.objects.filter(pk=draft.pk).update(published_at=NOW)
    with refused("wording_says_something"), transaction.atomic():
        ConsentWording.objects.filter(pk=draft.pk).update(title="")

    ConsentWording.objects.filter(pk=draft.pk).update(text="Better.", published_at=NOW, published_by=by)
    assert text.paragraphs == ["One thing.", "Another."]


def test_no_is_kept_for_what_we_ask(patient, by):
    said = {"patient": patient, "declined_at": NOW, "declined_by": by}

    with refused("declined_consent_is_to_something_we_ask"), transaction.atomic():
        DeclinedConsent.objects.create(kind="x", **said)
    with refused("consent-fits-its-wording"), transaction.atomic():
        DeclinedConsent.objects.create(kind="contact", wording=wording("telehealth"), **said)
    DeclinedConsent.objects.create(kind="contact", **said)


TELLING: dict[str, dict[str, Any]] = {
    "somebody else": {"recipient": "Her employer"},
    "another part": {"what": ["appointments", "notes-summary"]},
    "what was taken back": {"is_revoked": True},
    "after its end": {"disclosed_at": NOW + 400 * DAY},
    "before it was given": {"disclosed_at": NOW - HOUR},
    "of another person": {"is_another": True},
    "substance use, by the whole record alone": {"scope": ("whole-record",), "what": ["substance-use-treatment"]},
    "notes kept apart, by the whole record": {"scope": ("whole-record",), "what": ["psychotherapy-notes"]},
    "substance use, without its notice": {
        "scope": ("whole-record", "substance-use-treatment"),
        "covers_substance_use": True,
    },
}


@pytest.mark.parametrize("case", TELLING.values(), ids=TELLING)
def test_the_database_refuses_to_tell(patient, by, text, case):
    agreed = release(**{name: case[name] for name in ("scope", "covers_substance_use") if name in case})
    consent = consented(patient, by, agreed=agreed, vouched=signed(), wording=text)
    if case.get("is_revoked"):
        Consent.objects.filter(pk=consent.pk).update(revoked_at=NOW, revoked_by=by, revoked_how="in-person")

    with refused("disclosure-needs-a-valid-consent"), transaction.atomic():
        Disclosure.objects.create(
            patient=make_patient() if case.get("is_another") else patient,
            consent=consent,
            what=case.get("what", ["appointments"]),
            recipient=case.get("recipient", SURGERY),
            how="letter",
            disclosed_at=case.get("disclosed_at", NOW + HOUR),
            disclosed_by=by,
        )


def test_what_was_told_says_what_and_how(patient, by, text):
    consent = consented(patient, by)
    row = {"patient": patient, "consent": consent, "recipient": SURGERY, "disclosed_at": NOW, "disclosed_by": by}

    for changes in ({"what": [], "how": "letter"}, {"what": ["appointments"], "how": "x"}):
        with refused("disclosure_says_what_to_whom_and_how"), transaction.atomic():
            Disclosure.objects.create(**row, **changes)
    with refused("disclosure-notice-is-published"), transaction.atomic():
        Disclosure.objects.create(**row, what=["appointments"], how="letter", notice=text)
    told = Disclosure.objects.create(**row, what=["appointments"], how="letter", notice=wording("redisclosure"))

    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.filter(pk=told.pk).update(recipient="x")
