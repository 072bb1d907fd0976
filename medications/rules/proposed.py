"""Everything the gate knows about one proposed change of dose: values only, no database, no clock."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from medications.rules.blockers import BlockerCode
from medications.rules.conditions import Circumstances
from medications.rules.consenting import ConsentLack
from medications.rules.facts import NO_FACTS, DrugFacts, Schedule
from medications.rules.person import PersonFacts
from medications.rules.regimen import NOTHING, Regimen, average_daily_mg, direction
from medications.rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from medications.terms import RELEASE_OF, Decision, Direction, FlagClass, PatientView, PlanStatus

RETURN_DAYS = 14
"""Going back to a dose taken within so many days needs review, log, the patient's view and the restart rule only."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who signs or acts, as far as the gate cares."""

    id: int
    may_prescribe: bool
    on_team: bool


@dataclass(frozen=True, kw_only=True)
class ReviewFacts:
    """The review that speaks about this step, if any does; one that a step was made on is spent."""

    decision: Decision
    patient_view: PatientView
    signed_at: datetime
    valid_until: datetime
    read_version: int
    signer: Person

    def is_current(self, version: int, at: datetime) -> bool:
        """Nothing new since, and not expired (`valid_until` is exclusive)."""
        return self.read_version == version and self.signed_at <= at < self.valid_until


@dataclass(frozen=True, kw_only=True)
class CoSignFacts:
    codes: frozenset[str]
    signer: Person


@dataclass(frozen=True, kw_only=True)
class OpenEffect:
    """An unresolved red flag or severe effect; `flag_class` is None where it is not red for this medication."""

    entry_id: int
    term: str
    on: date
    flag_class: FlagClass | None = None


@dataclass(frozen=True, kw_only=True)
class OtherChange:
    """Another medication of this patient that was started or raised, here or elsewhere."""

    name: str
    on: date
    is_acknowledged: bool = False


@dataclass(frozen=True, kw_only=True)
class DoseInUse:
    """What the patient takes by our last order, and since when (lateral changes do not restart the clock)."""

    regimen: Regimen = NOTHING
    since: date | None = None
    hold_days: int = 0


NOBODY_KNOWN = PersonFacts()


@dataclass(frozen=True, kw_only=True)
class ProposedStep:
    """A proposed change of dose and all that bears on it. Dates are the practice's days, moments UTC.

    `paused_on` is the first day without the medicine, where it was paused or stopped and is to be taken again;
    `missed_in_a_row` counts the days missed up to now. `schedule` is the one chosen for the plan. `low_dose_start`:
    a low-dose schedule was chosen, which replaces the withdrawal score. `first_dose_on` is the first dose ever.
    """

    at: datetime
    today: date
    actor: Person
    to: Regimen
    in_use: DoseInUse
    recent: tuple[Regimen, ...] = ()
    is_sedating: bool = False
    plan_status: PlanStatus
    to_position: int
    highest_allowed: int
    version: int
    review: ReviewFacts | None = None
    cosigns: tuple[CoSignFacts, ...] = ()
    wants_to_wait: bool = False
    newest_answer_on: date | None = None
    open_flags: tuple[OpenEffect, ...] = ()
    open_severe: tuple[OpenEffect, ...] = ()
    missed_days: int | None = None
    adherence_floor: Decimal = Decimal("0.80")
    other_changes: tuple[OtherChange, ...] = ()
    has_consent: bool = False
    consent_lack: ConsentLack | None = None
    person: PersonFacts = NOBODY_KNOWN
    drug: DrugFacts = NO_FACTS
    schedule: Schedule | None = None
    low_dose_start: bool = False
    acknowledged_pairs: frozenset[str] = frozenset()
    first_dose_on: date | None = None
    paused_on: date | None = None
    missed_in_a_row: int = 0
    thresholds: Thresholds = DEFAULT_THRESHOLDS

    @property
    def release(self) -> str:
        return RELEASE_OF[self.to.form]

    @property
    def circumstances(self) -> Circumstances:
        """What the conditions of the medicine's facts are held against."""
        since = self.first_dose_on or self.in_use.since
        return Circumstances(
            person=self.person,
            today=self.today,
            release=self.release,
            taking_mg_a_day=average_daily_mg(self.in_use.regimen),
            days_taken=(self.today - since).days if since else 0,
        )

    @property
    def direction(self) -> Direction:
        return direction(self.in_use.regimen, self.to, sedating=self.is_sedating)

    @property
    def is_start(self) -> bool:
        """From nothing: a first dose, or resuming after a pause."""
        return self.in_use.regimen.is_nothing

    @property
    def is_resumption(self) -> bool:
        return self.is_start and self.plan_status == PlanStatus.PAUSED

    @property
    def is_return(self) -> bool:
        """Back to, or below, a dose that was taken within the last `RETURN_DAYS` days."""
        return any(
            direction(regimen, self.to, sedating=self.is_sedating) != Direction.UP
            for regimen in self.recent
            if not regimen.is_nothing
        )

    @property
    def days_on_dose(self) -> int:
        """Elapsed days on the dose in use: today minus the day of its first dose."""
        return (self.today - self.in_use.since).days if self.in_use.since else 0

    def is_cosigned(self, code: BlockerCode) -> bool:
        """Co-signed by a second prescriber, neither reviewer nor actor, while the review is current."""
        if self.review is None or not self.review.is_current(self.version, self.at):
            return False
        involved = {self.review.signer.id, self.actor.id}
        return any(
            code in cosign.codes and cosign.signer.may_prescribe and cosign.signer.id not in involved
            for cosign in self.cosigns
        )
