"""How alike two descriptions are, and which records a first call is shown."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.models import Patient
from patients.rules.likeness import LIKELY, Described, is_likely, last_digits, likeness, nearness
from patients.services.finding_duplicates import likely_matches, look_for_duplicates
from patients.services.intake import NewIntake
from patients.services.registering import NewPatient
from patients.services.welcoming import FirstCall, LooksLikeSomebody, welcome
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user
from tests.patients.intake_builders import NOW, make_desk

MAY = date(1991, 5, 6)
words = st.text(alphabet="abcdefghij áé'-", min_size=1, max_size=12)
people = st.builds(
    Described,
    chosen_name=words,
    legal_name=st.one_of(st.just(""), words),
    birth_date=st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2010, 1, 1))),
    phone=st.text(alphabet="0123456789 +", max_size=12),
)


def person(name="Marguerite Ellison", **fields):
    return Described(chosen_name=name, **fields)


@settings(max_examples=60)
@given(people, people)
def test_likeness_is_the_same_both_ways_and_between_nothing_and_all(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@settings(max_examples=40)
@given(people, st.dates(date(1930, 1, 1), date(2010, 1, 1)))
def test_what_agrees_makes_it_likelier(one, birth_date):
    known = Described(chosen_name=one.chosen_name, birth_date=birth_date)
    unknown = Described(chosen_name=one.chosen_name)

    assert likeness(known, known) >= likeness(known, unknown) >= likeness(unknown, Described(chosen_name="xyz"))


@settings(max_examples=40)
@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=8), min_size=1, max_size=3))
def test_the_order_of_names_makes_no_difference(parts):
    assert nearness(" ".join(parts), " ".join(reversed(parts))) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (person(), person("Ellison Marguerite"), True),
        (person(), person("Margerite Elison"), True),
        (person("Tomás Alder"), person("TOMAS ALDER"), True),
        (person("Maya"), person("Maya Juniper"), True),
        (person("Robin"), person("Pat", legal_name="Robin Elder"), True),
        (
            person("Robin", birth_date=MAY, phone="555 0134 77"),
            person("Anne", birth_date=MAY, phone="+1 5550134-77"),
            True,
        ),
        (person(), person("Margaret Ellis"), False),
        (person("Margaret Ellis", birth_date=MAY), person(birth_date=date(1991, 6, 5)), True),
        (person("Margaret Ellis", birth_date=MAY), person(birth_date=date(1970, 1, 2)), False),
        (person("Jo Ash", phone="555 0134 77"), person("Kit Fern", phone="555 0134 77"), False),
        (person("—"), person("—"), False),
    ],
)
def test_who_is_likely_the_same(one, other, expected):
    assert is_likely(likeness(one, other)) is expected


def test_a_telephone_number_is_one_however_it_is_written():
    assert last_digits("+44 (0) 20 7946-0123") == last_digits("020 79460123") == "9460123"
    assert last_digits("ask for 12") == ""
    assert 0 < LIKELY < 1


@pytest.mark.django_db
def test_records_much_like_it_are_found_by_any_of_what_is_known():
    by_name = make_patient(chosen_name="Margerite Elison", birth_date=None)
    by_legal = make_patient(chosen_name="Pat", legal_name="Ellison Marguerite", birth_date=None)
    by_phone = make_patient(chosen_name="Anne Birch", birth_date=MAY, phone="(555) 013477")
    make_patient(chosen_name="Bo Somebody", birth_date=MAY)
    make_patient(chosen_name="Marguerite Ellison", merged_into=by_name)

    found = likely_matches(person(birth_date=MAY, phone="555 0134 77"))

    assert {match.patient_id for match in found} == {by_name.pk, by_legal.pk, by_phone.pk}
    assert found[0].score >= found[-1].score >= LIKELY
    assert likely_matches(person("")) == []


@pytest.mark.django_db
def test_no_more_are_shown_than_can_be_looked_through():
    for _each in range(12):
        make_patient(chosen_name="Maya Juniper")

    assert len(likely_matches(person("Maya Juniper"))) == 8


@pytest.mark.django_db
def test_looking_is_an_act_of_those_who_keep_intakes():
    match = make_patient(chosen_name="Marguerite Ellison")
    nurse = make_user(Role.NURSE)

    assert [each.patient_id for each in look_for_duplicates(of=person(), by=nurse, at=NOW)] == [match.pk]
    act = Act.objects.latest("pk")
    assert (act.verb, act.by, act.details) == ("duplicates.looked_for", nurse, {"ids": [match.pk]})
    with pytest.raises(PermissionDenied):
        look_for_duplicates(of=person(), by=make_user(Role.PRESCRIBER), at=NOW)


@pytest.mark.django_db
def test_no_second_record_is_made_unasked():
    call = FirstCall(person=NewPatient(chosen_name="Marguerite Ellison"), intake=NewIntake())
    desk = make_desk()
    first = welcome(call=call, looked_at=frozenset(), by=desk, at=NOW)

    with pytest.raises(LooksLikeSomebody) as refused:
        welcome(call=call, looked_at=frozenset(), by=desk, at=NOW)
    assert [match.patient_id for match in refused.value.matches] == [first.patient_id]
    assert Patient.objects.count() == 1
    assert welcome(call=call, looked_at=frozenset({first.patient_id}), by=desk, at=NOW).patient_id != first.patient_id
    with pytest.raises(PermissionDenied):
        welcome(call=call, looked_at=frozenset(), by=make_user(Role.PRESCRIBER), at=NOW)


def test_two_calls_of_one_person_at_once_make_one_record(committing_db):
    desk = make_desk()
    call = FirstCall(person=NewPatient(chosen_name="Marguerite Ellison"), intake=NewIntake())

    def answer(_number):
        try:
            welcome(call=call, looked_at=frozenset(), by=desk, at=NOW)
        except LooksLikeSomebody:
            return "looks like somebody"
        finally:
            connection.close()
        return "welcome"

    with ThreadPoolExecutor(4) as calls:
        answers = sorted(calls.map(answer, range(4)))

    assert answers == ["looks like somebody"] * 3 + ["welcome"]
    assert Patient.objects.count() == 1
