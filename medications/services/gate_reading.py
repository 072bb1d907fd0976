"""What the gate weighs and what may change from day to day, of one plan, read in one question.

The question is `medications/sql/reading/gate.sql`. It was a dozen, and building them took most of the gate's time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from medications.models import TitrationPlan
from medications.rules.consenting import ConsentKnown
from medications.rules.gate import OTHER_CHANGE_DAYS
from medications.rules.person import Exposure
from medications.rules.proposed import OpenEffect, OtherChange
from medications.sql import sql
from medications.terms import FlagClass

QUESTION = sql("reading/gate")


class Row(NamedTuple):
    """One finding; `part` says which of the gate's questions it answers."""

    part: str
    id: int | None
    code: str | None
    name: str
    kind: str
    since: date | None
    changed_on: date | None
    stopped_on: date | None
    at: datetime | None
    holds: bool


@dataclass(frozen=True, kw_only=True)
class LogFacts:
    """What the log says today about one medication."""

    wants_to_wait: bool = False
    newest_answer_at: datetime | None = None
    open_flags: tuple[OpenEffect, ...] = ()
    open_severe: tuple[OpenEffect, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KnownExposure:
    """An exposure, and the moment at which the newest thing about it was recorded (UTC)."""

    exposure: Exposure
    known_at: datetime


@dataclass(frozen=True, kw_only=True)
class GateReading:
    """The log, other medications that changed lately, and what is taken besides, without classes and substances.

    `consent` is the newest one to the medication, as it stands today. `acknowledged` are the partners whose pair with
    the medication was acknowledged, each with when (UTC).
    """

    log: LogFacts
    other_changes: tuple[OtherChange, ...]
    taken: tuple[KnownExposure, ...]
    acknowledged: dict[str, datetime]
    consent: ConsentKnown | None


def read_for_gate(plan: TitrationPlan, today: date) -> GateReading:
    """As of now; a medication that is to be stopped on a later day than `today` is still taken."""
    asked: Mapping[str, Any] = {
        "patient": plan.patient_id,
        "medication": plan.medication_id,
        "plan": plan.pk,
        "today": today,
        "earliest": today - timedelta(days=OTHER_CHANGE_DAYS),
    }
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, asked)
        rows = [Row(*found) for found in cursor.fetchall()]
    return GateReading(
        log=_log(rows),
        other_changes=tuple(sorted(_changes(rows), key=lambda change: (-change.on.toordinal(), change.name))),
        taken=tuple(_exposure(row, row.at) for row in rows if row.part == "taken" and row.at),
        acknowledged={row.code: row.at for row in rows if row.part == "acknowledged" and row.code and row.at},
        consent=next((_consent(row, row.id) for row in rows if row.part == "consent" and row.id), None),
    )


def _log(rows: Sequence[Row]) -> LogFacts:
    return LogFacts(
        wants_to_wait=any(row.holds for row in rows if row.part == "wants-to-wait"),
        newest_answer_at=next((row.at for row in rows if row.part == "newest-answer"), None),
        open_flags=_effects(rows, "open-flag"),
        open_severe=_effects(rows, "open-severe"),
    )


def _effects(rows: Sequence[Row], part: str) -> tuple[OpenEffect, ...]:
    return tuple(
        OpenEffect(
            entry_id=row.id,
            term=row.name,
            on=timezone.localdate(row.at),
            flag_class=FlagClass(row.kind) if row.kind else None,
        )
        for row in rows
        if row.part == part and row.id is not None and row.at is not None
    )


def _changes(rows: Sequence[Row]) -> list[OtherChange]:
    return [
        OtherChange(name=row.name, on=row.changed_on, is_acknowledged=row.holds)
        for row in rows
        if row.part == "changed" and row.changed_on is not None
    ]


def _consent(row: Row, key: int) -> ConsentKnown:
    return ConsentKnown(
        id=key,
        given_on=timezone.localdate(row.at),
        purpose=row.name,
        is_revoked=row.kind == "revoked",
        is_expired=row.kind == "expired",
        sharing_changed=row.holds,
    )


def _exposure(row: Row, known_at: datetime) -> KnownExposure:
    return KnownExposure(
        exposure=Exposure(
            code=row.code or slugify(row.name).replace("-", "_"),
            name=row.name,
            since=row.since,
            changed_on=row.changed_on,
            stopped_on=row.stopped_on,
        ),
        known_at=known_at,
    )
