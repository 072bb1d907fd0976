"""What the gate and its pages read of one plan, each thing once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from medications.models import DoseChange, MissedDoses, Review, TitrationPlan, TitrationStep
from medications.rules.consenting import ConsentLack, lack_of
from medications.rules.facts import DrugFacts, Schedule
from medications.rules.person import PersonFacts
from medications.rules.proposed import DoseInUse, OtherChange, Person
from medications.rules.thresholds import Thresholds
from medications.services.drug_facts import Formulary, formulary_of
from medications.services.exposures import exposures_of, still_acknowledged
from medications.services.gate_reading import GateReading, KnownExposure, LogFacts, read_for_gate
from medications.services.orders import dose_in_use, highest_allowed, orders_of
from medications.services.permitting import people
from medications.services.person_facts import person_facts
from medications.terms import Decision
from patients.health_facts import HealthFacts, health_facts_of
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """A plan (read with `for_gate`) at a moment. Each part is read when it is first asked for, and then kept.

    So facts live as long as one page, or one act under its lock: what was read before a lock or a write is old.
    """

    plan: TitrationPlan
    at: datetime
    _people: dict[tuple[User, datetime], Person] = field(default_factory=dict, init=False, repr=False)

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @cached_property
    def orders(self) -> list[DoseChange]:
        return orders_of(self.plan)

    @cached_property
    def in_use(self) -> DoseInUse:
        return dose_in_use(self.plan, self.orders)

    @property
    def highest_allowed(self) -> int:
        return highest_allowed(self.plan, self.orders, self.in_use)

    @cached_property
    def reviews(self) -> list[Review]:
        """All reviews of the plan, newest first."""
        return list(Review.objects.for_gate().filter(plan=self.plan).order_by("-id"))

    @cached_property
    def reading(self) -> GateReading:
        return read_for_gate(self.plan, self.today)

    @property
    def log(self) -> LogFacts:
        return self.reading.log

    @property
    def consent_lack(self) -> ConsentLack | None:
        """What is amiss with the consent to this treatment, for this plan's purpose; None where it holds."""
        return lack_of(self.reading.consent, purpose=self.plan.purpose)

    @cached_property
    def health(self) -> HealthFacts:
        return health_facts_of([self.plan.patient_id], self.today)[self.plan.patient_id]

    @cached_property
    def exposures(self) -> list[KnownExposure]:
        return exposures_of(self.reading.taken, self.health.substances)

    @cached_property
    def person(self) -> PersonFacts:
        """The patient as the medicine's facts see them."""
        taken = [known.exposure for known in self.exposures]
        return person_facts(self.plan, self.health, taken, self.today)

    @cached_property
    def acknowledged_pairs(self) -> frozenset[str]:
        return still_acknowledged(self.plan, self.reading.acknowledged, self.exposures)

    @cached_property
    def _formulary(self) -> Formulary:
        return formulary_of([self.plan.medication_id])

    @property
    def drug(self) -> DrugFacts:
        return self._formulary.drugs[self.plan.medication_id]

    @property
    def thresholds(self) -> Thresholds:
        """The practice's own numbers, where no label gives one."""
        return self._formulary.thresholds

    @property
    def schedule(self) -> Schedule | None:
        """The published schedule chosen for the plan; one that was retired since is general facts again."""
        return next((one for one in self.drug.schedules if one.id == self.plan.schedule_id), None)

    @property
    def first_dose_on(self) -> date | None:
        """The day of the first dose that we ever ordered of this medication."""
        return min((order.first_dose_on for order in self.orders), default=self.in_use.since)

    @property
    def paused_on(self) -> date | None:
        """The first day without the medicine, where our last order paused or stopped it."""
        return self.orders[0].first_dose_on if self.orders and self.orders[0].regimen_id is None else None

    @property
    def other_changes(self) -> tuple[OtherChange, ...]:
        return self.reading.other_changes

    @cached_property
    def missed(self) -> MissedDoses | None:
        """The newest answer about missed days, whatever the dose."""
        asked = MissedDoses.objects.filter(patient=self.plan.patient_id, medication=self.plan.medication_id)
        return asked.select_related("asked_by").first()

    def latest_review(self, to: TitrationStep) -> Review | None:
        """The review that speaks about a step: the newest of all if it does not proceed, else the step's newest.

        A review that a step was made on is spent.
        """
        unspent = [review for review in self.reviews if not hasattr(review, "dose_change")]
        if unspent and unspent[0].decision != Decision.PROCEED:
            return unspent[0]
        return next((review for review in unspent if review.to_step_id == to.pk), None)

    def newest_answer_on(self) -> date | None:
        """The day of the newest answer about the dose in use; for a first dose, of the newest answer at all."""
        on = self.log.newest_answer_at and timezone.localdate(self.log.newest_answer_at)
        return None if on is None or (self.in_use.since is not None and on < self.in_use.since) else on

    @property
    def missed_on_this_dose(self) -> MissedDoses | None:
        """The newest answer about missed days, where it is about the dose in use."""
        missed, since = self.missed, self.in_use.since
        if missed is None or (since is not None and timezone.localdate(missed.asked_at) < since):
            return None
        return missed

    def people(self, *asked: tuple[User, datetime]) -> list[Person]:
        """Somebody, or several, each at a moment, as the gate sees them."""
        new = [pair for pair in dict.fromkeys(asked) if pair not in self._people]
        self._people.update(zip(new, people(self.plan.patient_id, new), strict=True))
        return [self._people[pair] for pair in asked]
