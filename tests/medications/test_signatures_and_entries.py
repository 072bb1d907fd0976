"""Who signs what, and what the log takes: the database asks again, whatever the service said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from medications.models import CoSign, LogEntry, Review
from tests.medications.attacks import (
    Values,
    about,
    create,
    either_role,
    entry,
    every_route,
    review,
)
from tests.medications.builders import DAY, HOUR, NOW, TODAY, ago, effect
from tests.medications.committed import Ground, undone

# --- signatures -------------------------------------------------------------------------------------------------

REVIEWS: dict[str, tuple[Callable[[Ground], Values], str]] = {
    "by a therapist": (lambda g: {"signed_by_id": g.therapist.pk}, "reviewer-not-prescriber"),
    "by a nurse": (lambda g: {"signed_by_id": g.nurse.pk}, "reviewer-not-prescriber"),
    "by a prescriber off the team": (lambda g: {"signed_by_id": g.off_team.pk}, "reviewer-not-prescriber"),
    "by a cover before it began": (
        lambda g: {"signed_by_id": g.cover.pk, "signed_at": ago(days=4), "valid_until": ago(days=1)},
        "reviewer-not-prescriber",
    ),
    "in the future": (
        lambda g: {"signed_at": timezone.now() + HOUR, "valid_until": timezone.now() + DAY},
        "signed-in-the-future",
    ),
    "of a later version": (lambda g: {"read_version": 10**6}, "review-outdated"),
    "of an earlier version": (lambda g: {"read_version": 0}, "review-outdated"),
    "for a step of another plan": (lambda g: {"to_step_id": g.draft_step.pk}, "review-of-another-plan"),
    "valid for more than a week": (
        lambda g: {"valid_until": NOW + 8 * DAY},
        "review_is_valid_for_a_week_at_most",
    ),
    "over before it is signed": (lambda g: {"valid_until": ago(days=1)}, "review_is_valid_for_a_week_at_most"),
    "proceeding to no step": (lambda g: {"to_step_id": None}, "review_that_proceeds_names_its_step"),
    "enough, but until when": (lambda g: {"decision": "enough"}, "enough_says_when_to_look_again"),
    "look again, but not enough": (lambda g: {"look_again_on": TODAY}, "enough_says_when_to_look_again"),
}


@either_role
@every_route
@pytest.mark.parametrize("attack", REVIEWS)
def test_a_review_is_refused(ground, attack, route, alias):
    changes, rule = REVIEWS[attack]

    with undone(alias), pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
        route(alias, Review, review(ground, alias, **changes(ground)))


@either_role
@pytest.mark.parametrize("who", ["prescriber", "second", "cover"])
def test_a_prescriber_of_the_team_or_their_cover_signs(ground, who, alias):
    with undone(alias):
        create(alias, Review, review(ground, alias, signed_by_id=getattr(ground, who).pk))


@either_role
def test_a_review_may_be_valid_for_a_whole_week(ground, alias):
    with undone(alias):
        create(alias, Review, review(ground, alias, signed_at=NOW, valid_until=NOW + 7 * DAY))


@either_role
def test_enough_and_hold_need_no_step(ground, alias):
    with undone(alias):
        create(alias, Review, review(ground, alias, decision="enough", look_again_on=TODAY, to_step_id=None))
        create(alias, Review, review(ground, alias, decision="hold", to_step_id=None))


@either_role
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"signed_by": "prescriber"}, "co-sign-needs-a-second-prescriber"),
        ({"signed_by": "nurse"}, "co-sign-needs-a-second-prescriber"),
        ({"signed_at": "future"}, "signed-in-the-future"),
        ({"reason": ""}, "cosign_gives_a_reason"),
        ({}, None),
    ],
    ids=["by the reviewer", "by a nurse", "in the future", "without a reason", "by a second prescriber"],
)
def test_a_co_sign_is_a_second_prescribers(ground, changes, rule, alias):
    values = {"review_id": ground.review.pk, "codes": ["hold-time-left"], "reason": "Going away.", "signed_at": NOW}
    values |= {"signed_by_id": getattr(ground, changes.get("signed_by", "second")).pk}
    values |= {"reason": changes.get("reason", values["reason"])}
    values |= {"signed_at": timezone.now() + HOUR} if "signed_at" in changes else {}

    with undone(alias):
        if rule is None:
            create(alias, CoSign, values)
            return
        with pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
            create(alias, CoSign, values)


# --- the log ----------------------------------------------------------------------------------------------------

ENTRIES: dict[str, tuple[Callable[[Ground], Values], str]] = {
    "resolved by a nurse": (lambda g: about(g, "resolution", g.severe), "prescriber-needed"),
    "a severe report corrected by a nurse": (lambda g: about(g, "correction", g.severe), "prescriber-needed"),
    "about another patient's entry": (lambda g: about(g, "correction", g.elsewhere), "entry-of-another-patient"),
    "in the future": (lambda g: entry(g, happened_at=timezone.now() + HOUR), "happened-in-the-future"),
    "a report of nothing": (lambda g: entry(g, effect_id=None), "report_says_what_how_bad_and_since_when"),
    "a report without a course": (lambda g: entry(g, course=""), "report_says_what_how_bad_and_since_when"),
    "a correction of nothing": (
        lambda g: entry(g, kind="correction"),
        "corrections_and_resolutions_are_about_an_entry",
    ),
    "a report about a report": (
        lambda g: entry(g, about_id=g.check_in.pk),
        "corrections_and_resolutions_are_about_an_entry",
    ),
    "a report that resolves": (lambda g: entry(g, resolution="ended"), "only_resolutions_resolve"),
    "a resolution without a reason": (
        lambda g: about(g, "resolution", g.severe, recorded_by_id=g.prescriber.pk) | {"note": ""},
        "resolution_gives_a_reason",
    ),
    "a wait withdrawn without words": (
        lambda g: entry(g, kind="wait-withdrawn"),
        "wait_is_withdrawn_in_the_patients_words",
    ),
}
TAKEN: dict[str, Callable[[Ground], Values]] = {
    "a mild report by a nurse": entry,
    "a check-in corrected by a nurse": lambda g: about(g, "correction", g.check_in),
    "resolved by a prescriber": lambda g: about(g, "resolution", g.severe, recorded_by_id=g.second.pk),
    "a severe report corrected by a prescriber": lambda g: about(g, "correction", g.severe, recorded_by_id=g.second.pk),
    "a wait withdrawn in their words": lambda g: entry(g, kind="wait-withdrawn", in_their_words="Go on."),
}


@either_role
@every_route
@pytest.mark.parametrize("attack", ENTRIES)
def test_an_entry_is_refused(ground, attack, route, alias):
    changes, rule = ENTRIES[attack]

    with undone(alias), pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
        route(alias, LogEntry, changes(ground))


@either_role
@every_route
@pytest.mark.parametrize("taken", TAKEN)
def test_an_entry_is_taken(ground, taken, route, alias):
    with undone(alias):
        route(alias, LogEntry, TAKEN[taken](ground))


@either_role
def test_rash_is_never_long_standing(ground, alias):
    with undone(alias):
        rash = LogEntry.objects.using(alias).create(**entry(ground, effect_id=effect("Rash").pk))
        long_standing = about(ground, "resolution", rash, recorded_by_id=ground.prescriber.pk)
        with pytest.raises(DatabaseError, match="needs-end-or-cause"), transaction.atomic(using=alias):
            create(alias, LogEntry, long_standing | {"resolution": "long-standing"})

        create(alias, LogEntry, long_standing | {"resolution": "other-cause"})


@either_role
def test_an_entry_is_corrected_once_and_then_spoken_of_by_its_correction(ground, alias):
    with undone(alias):
        create(alias, LogEntry, about(ground, "correction", ground.check_in))
        correction = LogEntry.objects.using(alias).get(about=ground.check_in)
        with pytest.raises(DatabaseError, match="entry-is-corrected-once"), transaction.atomic(using=alias):
            create(alias, LogEntry, about(ground, "correction", ground.check_in))

        create(alias, LogEntry, about(ground, "correction", correction))


@either_role
def test_a_wait_is_neither_corrected_nor_resolved(ground, alias):
    with undone(alias):
        wait = LogEntry.objects.using(alias).create(**entry(ground, kind="wait-request"))
        for kind in ["correction", "resolution"]:
            with pytest.raises(DatabaseError, match="entry-cannot-be-changed"), transaction.atomic(using=alias):
                create(alias, LogEntry, about(ground, kind, wait, recorded_by_id=ground.prescriber.pk))


@either_role
def test_the_moment_of_recording_is_the_databases_own(ground, alias):
    with undone(alias):
        create(alias, LogEntry, entry(ground, recorded_at=ago(days=900)))

        written = LogEntry.objects.using(alias).latest("id")
        assert abs(written.recorded_at - timezone.now()) < timedelta(minutes=5)
