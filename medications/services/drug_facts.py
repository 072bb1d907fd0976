"""What the formulary says of some medicines, as the values that rules compute with. Retired rows are left out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.apps import apps
from django.db import connection
from django.db.models import Q

from medications.models import (
    ClassMember,
    Interaction,
    Medication,
    MedicationFact,
    PracticeThresholds,
    Schedule,
    ScheduleLevel,
)
from medications.rules import facts
from medications.rules.conditions import condition_from
from medications.rules.thresholds import Thresholds
from medications.services.thresholds import practice_thresholds
from medications.terms import FactKind, InteractionSeverity, Standing

TABLES = (ClassMember, Interaction, Medication, MedicationFact, PracticeThresholds, Schedule, ScheduleLevel)
Version = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Formulary:
    """What it says of some medicines, by id, and the practice's thresholds."""

    thresholds: Thresholds
    drugs: dict[int, facts.DrugFacts] = field(default_factory=dict)


_read_before: dict[Version, Formulary] = {}


def formulary_of(medication_ids: Iterable[int]) -> Formulary:
    """Ids that do not exist are left out.

    A formulary changes a few times a year and is asked with every act, so what was read stays in memory while the
    history of its tables is the same: one query tells. Reading it takes six more, for any number of medicines.
    """
    wanted, version = set(medication_ids), formulary_version()
    known = _read_before.get(version) or Formulary(thresholds=practice_thresholds())
    if missing := wanted - set(known.drugs):
        known = Formulary(thresholds=known.thresholds, drugs=known.drugs | _read(missing))
    if known is not _read_before.get(version):
        _read_before.clear()
        _read_before[version] = known
    return Formulary(thresholds=known.thresholds, drugs={pk: known.drugs[pk] for pk in wanted if pk in known.drugs})


def drug_facts_of(medication_ids: Iterable[int]) -> dict[int, facts.DrugFacts]:
    """What the formulary says of some medicines, by id."""
    return formulary_of(medication_ids).drugs


def formulary_version() -> Version:
    """What every committed change of the formulary changes: how long the history of each table is, and its end.

    Both, as of two changes at once the one that began first may be committed last.
    """
    histories = [apps.get_model("medications", f"{table.__name__}Event")._meta.db_table for table in TABLES]
    ends = [f"(SELECT count(*) || ' ' || coalesce(max(pgh_id), 0) FROM {name})" for name in histories]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(ends)}")
        return (connection.settings_dict["NAME"], *cursor.fetchone())


def _read(medication_ids: Iterable[int]) -> dict[int, facts.DrugFacts]:
    codes = dict(Medication.objects.filter(pk__in=list(medication_ids)).values_list("pk", "code"))
    classes = classes_of(codes.values())
    of_facts, of_schedules = _facts(codes), _schedules(codes)
    pairs = _interactions({*codes.values(), *(name for names in classes.values() for name in names)})
    return {
        pk: facts.DrugFacts(
            code=code,
            classes=classes[code],
            facts=tuple(of_facts[pk]),
            schedules=tuple(of_schedules[pk]),
            interactions=tuple(pair for pair in pairs if not {pair.one, pair.other}.isdisjoint({code} | classes[code])),
        )
        for pk, code in codes.items()
    }


def named_codes() -> list[tuple[str, str]]:
    """Every medicine by its code and name, and every class by its code."""
    classes = ClassMember.objects.filter(is_retired=False).order_by("class_code").distinct("class_code")
    names = [(code, code.replace("_", " ")) for code in classes.values_list("class_code", flat=True)]
    return [*Medication.objects.values_list("code", "name"), *names]


def classes_of(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """The classes that each of these medicines or substances belongs to."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    members = ClassMember.objects.filter(member_code__in=list(codes), is_retired=False)
    for member, name in members.values_list("member_code", "class_code"):
        found[member] |= {name}
    return found


def _facts(medication_ids: Iterable[int]) -> dict[int, list[facts.Fact]]:
    found: defaultdict[int, list[facts.Fact]] = defaultdict(list)
    for row in MedicationFact.objects.filter(medication__in=list(medication_ids), is_retired=False).order_by("id"):
        found[row.medication_id].append(_fact(row))
    return found


def _fact(row: MedicationFact) -> facts.Fact:
    return facts.Fact(
        kind=FactKind(row.kind),
        applies=condition_from(row.applies_when),
        low=row.low,
        high=row.high,
        days=row.days,
        hours=row.hours,
        names=frozenset(row.names),
        words=row.words,
        source=row.source,
        standing=Standing(row.standing),
        id=row.pk,
    )


def _schedules(medication_ids: Iterable[int]) -> dict[int, list[facts.Schedule]]:
    """Those that have levels: one without any says nothing."""
    rows = ScheduleLevel.objects.filter(schedule__medication__in=list(medication_ids), schedule__is_retired=False)
    levels: defaultdict[Schedule, list[facts.Level]] = defaultdict(list)
    for row in rows.select_related("schedule").order_by("schedule_id", "position"):
        levels[row.schedule].append(_level(row))
    found: defaultdict[int, list[facts.Schedule]] = defaultdict(list)
    for schedule, its_levels in levels.items():
        found[schedule.medication_id].append(_schedule(schedule, its_levels))
    return found


def _schedule(row: Schedule, levels: Iterable[facts.Level]) -> facts.Schedule:
    return facts.Schedule(
        code=row.code or f"own-{row.pk}",
        levels=tuple(levels),
        applies=condition_from(row.applies_when),
        is_the_rule=row.is_the_rule,
        is_taper=row.is_taper,
        name=row.name,
        source=row.source,
        standing=Standing(row.standing),
        id=row.pk,
    )


def _level(row: ScheduleLevel) -> facts.Level:
    """The days are the fewest that the schedule allows, where it tells them apart from the usual ones."""
    daily = sum(
        (Decimal(dose["amount_mg"]) * len(dose["times"]) / dose["every_days"] for dose in row.doses), Decimal(0)
    )
    return facts.Level(mg_a_day=daily, days=row.min_days or row.days)


def _interactions(codes: set[str]) -> list[facts.Interaction]:
    rows = Interaction.objects.filter(Q(one__in=codes) | Q(other__in=codes), is_retired=False).order_by("id")
    return [
        facts.Interaction(
            code=row.code or f"own-{row.pk}",
            one=row.one,
            other=row.other,
            severity=InteractionSeverity(row.severity),
            mechanism=row.mechanism,
            effect=row.effect,
            action=row.action,
            wash_out_days=tuple((stopped, started, days) for stopped, started, days in row.wash_out_days),
            source=row.source,
            standing=Standing(row.standing),
        )
        for row in rows
    ]
