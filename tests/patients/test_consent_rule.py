"""What may be told to others, as a rule alone; and how a consent stands on a day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.rules.consent import Because, ConsentFacts, ConsentKind, Scope, State, authorises, may_disclose, state_on

TODAY = date(2026, 3, 20)
RELEASE = ConsentFacts(
    kind=ConsentKind.RELEASE,
    recipient="Hill Street Surgery",
    scope=frozenset({Scope.APPOINTMENTS, Scope.MEDICATION_LIST}),
    given_on=date(2026, 1, 1),
    expires_on=date(2026, 3, 20),
)
WHOLE = replace(RELEASE, scope=frozenset({Scope.WHOLE_RECORD}))
WITH_SUBSTANCE_USE = replace(
    RELEASE, scope=frozenset({Scope.WHOLE_RECORD, Scope.SUBSTANCE_USE}), covers_substance_use=True
)


def told(consent, *what, recipient="Hill Street Surgery", on=TODAY, has_notice=True):
    return may_disclose(consent, what=what or (Scope.APPOINTMENTS,), recipient=recipient, on=on, has_notice=has_notice)


ALLOWED = {
    "a part of what is released": (RELEASE, {}),
    "on its last day": (RELEASE, {"on": date(2026, 3, 20)}),
    "without a notice, where nothing asks for one": (RELEASE, {"has_notice": False}),
    "any part of the whole record": (WHOLE, {}),
    "with substance use named": (WITH_SUBSTANCE_USE, {}),
}
REFUSED = {
    "on another consent": (replace(RELEASE, kind=ConsentKind.FAMILY), {}, Because.NO_RELEASE),
    "before it was given": (RELEASE, {"on": date(2025, 12, 31)}, Because.NO_RELEASE),
    "once it was taken back": (replace(RELEASE, revoked_on=TODAY), {}, Because.REVOKED),
    "the day after its last": (RELEASE, {"on": date(2026, 3, 21)}, Because.EXPIRED),
    "to somebody else": (RELEASE, {"recipient": "Her employer"}, Because.OTHER_RECIPIENT),
    "substance use without its notice": (WITH_SUBSTANCE_USE, {"has_notice": False}, Because.NO_NOTICE),
}


@pytest.mark.parametrize("case", ALLOWED.values(), ids=ALLOWED)
def test_it_may_be_told(case):
    consent, fields = case

    assert told(consent, **fields) == []


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_it_may_not_be_told(case):
    consent, fields, because = case

    assert told(consent, **fields) == [because]


def test_what_is_not_ticked_is_not_told():
    assert told(RELEASE, Scope.APPOINTMENTS, Scope.NOTES_SUMMARY) == [Because.NOT_IN_SCOPE]
    assert may_disclose(RELEASE, what=[], recipient=RELEASE.recipient, on=TODAY, has_notice=True) == [
        Because.NOT_IN_SCOPE
    ]


def test_the_whole_record_is_without_substance_use_unless_it_is_named():
    assert told(WHOLE, Scope.WHOLE_RECORD) == []
    assert told(WHOLE, Scope.SUBSTANCE_USE) == [Because.SUBSTANCE_USE]
    assert told(WITH_SUBSTANCE_USE, Scope.SUBSTANCE_USE) == []


def test_what_an_author_keeps_apart_is_told_by_them_alone_and_on_a_sheet_of_its_own():
    apart = replace(RELEASE, scope=frozenset({Scope.PSYCHOTHERAPY_NOTES}))
    asked: dict[str, Any] = {"recipient": apart.recipient, "on": TODAY, "has_notice": True}

    assert told(WHOLE, Scope.PSYCHOTHERAPY_NOTES) == [Because.NOT_IN_SCOPE, Because.KEPT_APART]
    assert told(apart, Scope.PSYCHOTHERAPY_NOTES) == [Because.KEPT_APART]
    assert may_disclose(apart, what=[Scope.PSYCHOTHERAPY_NOTES], is_their_author=True, **asked) == []
    assert authorises(apart, Scope.PSYCHOTHERAPY_NOTES)
    assert not authorises(apart, Scope.COUNSELLING_NOTES)
    assert not authorises(WHOLE, Scope.PSYCHOTHERAPY_NOTES)


@given(
    scope=st.frozensets(st.sampled_from(Scope.values)),
    what=st.frozensets(st.sampled_from(Scope.values), min_size=1),
    covers=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_substance_use_never_leaves_uncovered(scope, what, covers):
    consent = replace(RELEASE, scope=scope, covers_substance_use=covers)

    if told(consent, *what) == [] and Scope.SUBSTANCE_USE in what:
        assert covers


def test_taken_back_goes_before_run_out():
    yesterday = date(2026, 3, 19)

    assert state_on(TODAY, is_revoked=True, expires_on=yesterday) == State.REVOKED
    assert state_on(TODAY, is_revoked=False, expires_on=yesterday) == State.EXPIRED
    assert state_on(TODAY, is_revoked=False, expires_on=TODAY) == State.ACTIVE
    assert state_on(TODAY, is_revoked=False, expires_on=None) == State.ACTIVE
