"""Reading a referral: what is taken over, what is listed instead, and that nothing odd brings it down."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.rules.referral import UnreadableReferral, read_referral

REFERRALS = Path(__file__).parent.parent / "data" / "referrals"
ME = "urn:uuid:me"


def resource(kind: str, **fields: Any) -> dict[str, Any]:
    return {"resource": {"resourceType": kind, **fields}}


def patient(**fields: Any) -> dict[str, Any]:
    known = {"id": "me", "name": [{"use": "official", "given": ["Jo", "Ann"], "family": "Reed"}], **fields}
    return {"fullUrl": ME, **resource("Patient", **known)}


def condition(**fields: Any) -> dict[str, Any]:
    return resource("Condition", **{"subject": {"reference": ME}, "code": {"text": "Asthma"}, **fields})


def allergy(**fields: Any) -> dict[str, Any]:
    return resource("AllergyIntolerance", **{"patient": {"reference": ME}, "code": {"text": "Penicillin"}, **fields})


def medicine(**fields: Any) -> dict[str, Any]:
    known = {"status": "active", "subject": {"reference": ME}, "medicationCodeableConcept": {"text": "Ibuprofen"}}
    return resource("MedicationStatement", **known | fields)


def bundle(*entries: Any) -> bytes:
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": list(entries)}).encode()


def left(referral):
    return {(part.what, part.number, part.why) for part in referral.left_out}


@pytest.mark.parametrize(
    ("name", "called", "born", "kinds"),
    [
        ("one", "Laila Gorczany", date(2000, 2, 25), {"allergy": 2, "medication": 4, "condition": 3}),
        ("two", "Moises Willms", date(1993, 11, 30), {"allergy": 1, "condition": 2}),
        ("three", "Vernice Langworth", date(1981, 12, 7), {"allergy": 1, "medication": 6, "condition": 4}),
    ],
)
def test_whole_referrals_are_read(name, called, born, kinds):
    referral = read_referral((REFERRALS / f"{name}.json").read_bytes())

    assert (referral.person.chosen_name, referral.person.birth_date) == (called, born)
    found = [entry.kind for entry in referral.entries]
    assert {kind: found.count(kind) for kind in dict.fromkeys(found)} == kinds
    assert ("Observation", 1, "not taken over: read it in the letter itself") in left(referral)


def test_what_is_said_fills_in_our_own_forms():
    referral = read_referral(
        bundle(
            patient(
                name=[
                    {"use": "official", "given": ["Joanna"], "family": "Reed"},
                    {"use": "usual", "text": "Jo Reed"},
                ],
                birthDate="1990-02-03",
                telecom=[{"system": "email", "value": "jo@x.example"}, {"system": "phone", "value": "555-0100"}],
                communication=[
                    {"language": {"text": "Spanish"}},
                    {"language": {"coding": [{"display": "Polish (Poland)"}]}, "preferred": True},
                ],
            ),
            allergy(type="intolerance", reaction=[{"manifestation": [{"text": "Rash"}, {"text": "Fever"}]}]),
            medicine(dosage=[{"text": "one at night"}], effectiveDateTime="2024-05-06T10:00:00Z"),
            condition(onsetDateTime="2011-03-04"),
        )
    )

    person = referral.person
    assert (person.chosen_name, person.legal_name, person.birth_date) == ("Jo Reed", "Joanna Reed", date(1990, 2, 3))
    assert (person.phone, person.language) == ("555-0100", "Polish")
    assert [(entry.kind, entry.words, dict(entry.details)) for entry in referral.entries] == [
        (
            "allergy",
            "Penicillin; Rash, Fever",
            {"name": "Penicillin", "kind": "intolerance", "reaction": "Rash, Fever", "certainty": "unsure"},
        ),
        (
            "medication",
            "Ibuprofen; one at night; since 2024-05-06",
            {"name": "Ibuprofen", "dose": "one at night", "started_on": "2024-05-06"},
        ),
        ("condition", "Asthma; since 2011-03-04", {"condition": "other", "other": "Asthma", "state": "present"}),
    ]


def test_what_stands_in_it_twice_comes_once():
    referral = read_referral(
        bundle(patient(), condition(onsetDateTime="2011-03-04"), condition(onsetDateTime="2015-01-01"))
    )

    assert [entry.words for entry in referral.entries] == ["Asthma; since 2011-03-04"]


def test_a_medicine_may_stand_elsewhere_in_the_bundle():
    elsewhere = resource("Medication", id="m1", code={"coding": [{"display": "Sertraline 50 MG"}]})
    inside = {"resourceType": "Medication", "id": "m2", "code": {"text": "Prazosin"}}
    referral = read_referral(
        bundle(
            patient(),
            elsewhere,
            medicine(medicationCodeableConcept=None, medicationReference={"reference": "Medication/m1"}),
            medicine(medicationCodeableConcept=None, medicationReference={"reference": "#m2"}, contained=[inside]),
        )
    )

    assert [entry.words for entry in referral.entries] == ["Sertraline 50 MG", "Prazosin"]


def coded(code: str) -> dict[str, Any]:
    return {"coding": [{"system": "http://snomed.info/sct", "code": code}]}


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (condition(verificationStatus=coded("refuted")), "ruled out, or entered in error"),
        (condition(clinicalStatus=coded("resolved")), "no longer current"),
        (condition(subject={"reference": "urn:uuid:mother"}), "about somebody else"),
        (condition(code={}), "does not say what it is"),
        (allergy(verificationStatus=coded("entered-in-error")), "ruled out, or entered in error"),
        (allergy(clinicalStatus=coded("inactive")), "no longer current"),
        (allergy(code=coded("716186003")), "says that no allergies are known: ask the person"),
        (allergy(code=None), "does not say what it is"),
        (medicine(status="stopped"), "no longer current"),
        (medicine(medicationCodeableConcept={}), "does not say what it is"),
        (condition(onsetDateTime="yesterday"), "cannot be read: onsetDateTime"),
        (condition(code="Asthma"), "cannot be read: code"),
        (resource("Observation", status="final"), "not taken over: read it in the letter itself"),
    ],
)
def test_what_is_not_taken_over_is_listed_with_the_reason_and_costs_nothing_else(entry, why):
    referral = read_referral(bundle(patient(), entry, allergy()))

    assert [one.kind for one in referral.entries] == ["allergy"]
    assert left(referral) == {(entry["resource"]["resourceType"], 1, why)}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not json", "not in the form"),
        (b"\xff\xfe", "not in the form"),
        (b"[" * 100_000, "not in the form"),
        (b"[]", "not a referral"),
        (b'{"resourceType": "Patient"}', "not a referral"),
        (bundle(), "this file names 0"),
        (bundle(patient(), patient(id="other")), "this file names 2"),
        (bundle(patient(name=[])), "does not say what the person is called"),
        (bundle(patient(birthDate="the third of May")), "own details cannot be read: birthDate"),
        (b" " * (20 * 1024 * 1024 + 1), "larger than"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_without_a_person_to_begin_with_is_refused_in_plain_words(content, why):
    with pytest.raises(UnreadableReferral, match=why):
        read_referral(content)


def test_a_birth_date_that_is_known_in_part_is_not_guessed():
    assert read_referral(bundle(patient(birthDate="1990"))).person.birth_date is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PLACES = ["code", "subject", "patient", "status", "clinicalStatus", "dosage", "reaction", "contained", "name", "id"]


@given(
    kind=st.sampled_from(["Condition", "AllergyIntolerance", "MedicationStatement", "MedicationRequest", "Patient"]),
    place=st.sampled_from(PLACES),
    odd=ANYTHING,
)
@settings(max_examples=150)
def test_whatever_somebody_writes_into_it_is_read_or_listed(kind, place, odd):
    made = {"Condition": condition, "AllergyIntolerance": allergy, "MedicationStatement": medicine}
    entry = made[kind](**{place: odd}) if kind in made else resource(kind, **{place: odd})
    try:
        referral = read_referral(bundle(patient(), entry))
    except UnreadableReferral:
        assert kind == "Patient"
    else:
        assert len(referral.entries) + sum(part.number for part in referral.left_out) == 1
