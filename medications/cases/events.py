"""What happened in a case: each event written through the services, as of its own moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from medications.cases.people import LONG_AGO, MADE_UP
from medications.cases.reading import Part
from medications.models import Effect, Medication
from medications.rules.proposed import ReviewFacts
from medications.services.errors import NotPermitted
from medications.services.holding import pause_plan
from medications.services.logging_effects import (
    Report,
    ask_to_wait,
    log_check_in,
    log_not_reached,
    log_report,
    resolve_entry,
    withdraw_wait,
)
from medications.services.permitting import person
from medications.services.recording_elsewhere import (
    record_missed_doses,
    record_other_medication,
)
from medications.services.reviewing import Verdict, sign_review
from medications.terms import Course, Decision, PatientView, PlanStatus, Resolution, Severity, Source
from practice.staff.models import User

if TYPE_CHECKING:
    from medications.cases.replaying import Situation


class Event(NamedTuple):
    """Something that happened; of two at once, the one of lower rank comes first."""

    at: datetime
    rank: int
    happen: Callable[[datetime], object]


class Events:
    """The events of one situation."""

    def __init__(self, situation: "Situation") -> None:
        self.situation = situation

    def in_order(self) -> list[Event]:
        """Everything that the case tells up to its now, in the order in which it became known."""
        events = [Event(part.moment("at"), 1, self._entry(part)) for part in self.situation.case.parts("log")]
        events += [event for event in self.reviews() if event.at >= self._reached_at()]
        events += [self._other_medication(part) for part in self.situation.case.parts("current_medications")]
        events += [
            Event(self._told_at(part), 0, self._substance(part)) for part in self.situation.about.parts("substances")
        ]
        events += [
            Event(part.moment("at"), 0, self._measured(part)) for part in self.situation.case.parts("monitoring")
        ]
        if self.situation.case.has("dose_in_use") and self.situation.wanted.number("on_step", 0):
            events.append(Event(self.situation.case.part("dose_in_use").moment("at"), 0, self.situation.observe))
        if self.situation.case.has("adherence"):
            events.append(Event(self._asked_about_misses(events), 0, self._missed))
        if self.situation.status == PlanStatus.PAUSED:
            events.append(Event(self.situation.wanted.moment("paused_since"), 0, self._pause))
        return sorted((e for e in events if e.at <= self.situation.now), key=lambda event: event[:2])

    def reviews(self) -> list[Event]:
        return [Event(part.moment("at"), 2, self._review(part)) for part in self.situation.case.parts("reviews")]

    def _reached_at(self) -> datetime:
        """When the present step began; without one, long ago."""
        on_step = self.situation.wanted.number("on_step", 0)
        return self.situation.wanted.moment("on_step_since") if on_step else LONG_AGO

    def _asked_about_misses(self, events: list[Event]) -> datetime:
        """A case does not say when; before the first review, and on the present step."""
        before_reviews = min([*(e.at for e in events if e.rank == 2), self.situation.now]) - timedelta(minutes=1)
        return max(before_reviews, self._reached_at())

    def _entry(self, part: Part) -> Callable[[datetime], object]:
        def write(at: datetime) -> None:
            nurse, patient, source = (
                self.situation.people.get("nurse"),
                self.situation.patient,
                part.one_of("source", Source, "patient"),
            )
            if part.flag("not_reached"):
                log_not_reached(patient=patient, happened_at=at, by=nurse, at=at)
            elif part.has("asks_to_wait"):
                self._wait(part, source, at, nurse)
            elif part.flag("none"):
                log_check_in(
                    patient=patient,
                    medication=self._named(part),
                    asked_about=[],
                    source=source,
                    happened_at=at,
                    by=nurse,
                    at=at,
                )
            else:
                self._report(part, source, at, nurse)

        return write

    def _wait(self, part: Part, source: Source, at: datetime, nurse: User) -> None:
        say = ask_to_wait if part.flag("asks_to_wait") else withdraw_wait
        say(
            patient=self.situation.patient,
            medication=self._named(part),
            source=source,
            in_their_words=MADE_UP,
            happened_at=at,
            by=nurse,
            at=at,
        )

    def _report(self, part: Part, source: Source, at: datetime, nurse: User) -> None:
        term = part.text("effect")
        effect = Effect.objects.filter(term__iexact=term).first() or Effect.objects.create(term=term)
        entry = log_report(
            patient=self.situation.patient,
            report=Report(
                effect=effect,
                severity=part.one_of("severity", Severity, Severity.MILD.value),
                course=part.one_of("course", Course, Course.NEW.value),
                medication=self._named(part),
            ),
            source=source,
            happened_at=at,
            by=nurse,
            at=at,
        )
        if part.flag("resolved"):
            resolve_entry(entry=entry, resolution=Resolution.ENDED, reason=MADE_UP, by=self.situation.prescriber, at=at)

    def _named(self, part: Part) -> Medication | None:
        """Whom an entry blames: left out is this medication, none is nobody."""
        if "for" not in part.values:
            return self.situation.medication
        if part.values["for"] in (None, "none"):
            return None
        code = part.text("for")
        return Medication.objects.get_or_create(code=code, defaults={"name": code})[0]

    def _review(self, part: Part) -> Callable[[datetime], object]:
        def sign(at: datetime) -> None:
            signer, plan = self.situation.people.named(part), self.situation.fresh_plan()
            position = part.number("to_step", 0)
            verdict = Verdict(
                decision=part.one_of("decision", Decision),
                patient_view=part.one_of("patient_view", PatientView, PatientView.NOT_ASKED.value),
                reasons=MADE_UP,
                look_again_on=(at + timedelta(days=28)).date(),
            )
            version = plan.version
            try:
                sign_review(
                    plan=plan, to=self.situation.step(position), verdict=verdict, read_version=version, by=signer, at=at
                )
            except NotPermitted:
                self.situation.refused[position] = ReviewFacts(
                    decision=verdict.decision,
                    patient_view=verdict.patient_view,
                    signed_at=at,
                    valid_until=at + timedelta(days=3),
                    read_version=version,
                    signer=person(signer, self.situation.patient.pk, at),
                )

        return sign

    def _other_medication(self, part: Part) -> Event:
        def take(at: datetime) -> None:
            name = part.text("medication")
            record_other_medication(
                patient=self.situation.patient,
                name=name,
                medication=Medication.objects.filter(code=name).first(),
                started_on=part.day("since") if part.has("since") else None,
                changed_on=part.day("last_change") if part.has("last_change") else None,
                stopped_on=part.day("stopped") if part.has("stopped") else None,
                is_brief=part.flag("short_course"),
                by=self.situation.people.get("nurse"),
                at=at,
            )

        known_at = next((key for key in ("reported_at", "since", "stopped") if part.has(key)), None)
        return Event(part.moment(known_at) if known_at else LONG_AGO, 0, take)

    def _told_at(self, part: Part) -> datetime:
        """A use that nobody says when they told of was told the moment it was; one without a day, long ago."""
        known_at = next((key for key in ("reported_at", "last_use", "stopped") if part.has(key)), None)
        return part.moment(known_at) if known_at else LONG_AGO

    def _substance(self, part: Part) -> Callable[[datetime], object]:
        return lambda at: self.situation.telling.substance(part, at)

    def _measured(self, part: Part) -> Callable[[datetime], object]:
        return lambda at: self.situation.telling.measured(part, at)

    def _missed(self, at: datetime) -> None:
        part = self.situation.case.part("adherence")
        record_missed_doses(
            plan=self.situation.plan,
            missed_days=part.number("missed_days", 0),
            missed_in_a_row=part.number("missed_in_a_row", 0),
            source=Source.PATIENT,
            asked_at=at,
            by=self.situation.people.get("nurse"),
            at=at,
        )

    def _pause(self, at: datetime) -> None:
        pause_plan(plan=self.situation.plan, reason=MADE_UP, by=self.situation.prescriber, at=at)
