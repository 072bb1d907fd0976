"""Before a record is made: is there one of this person already?

Whoever keeps intakes is shown records that are much like it, whoever treats the person: a name, a birth date and a
record number, nothing of what is in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from patients.models import Patient
from patients.rules.likeness import Described, is_likely, likeness
from patients.services.intake import may_keep
from practice.audit.recording import record
from practice.staff.models import User

CANDIDATES = 200
SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Match:
    """A record that may be this person's, as whoever made the call may see it."""

    patient_id: int
    chosen_name: str
    birth_date: date | None
    record_number: str
    score: float


def likely_matches(of: Described) -> list[Match]:
    """Records in use that are much like somebody, the likeliest first; no more than can be looked through."""
    if not of.names:
        return []
    candidates = Patient.objects.alike(of.names, of.birth_date, of.phone)
    fields = ("pk", "chosen_name", "legal_name", "birth_date", "phone", "record_number")
    found = [_match(of, *row) for row in candidates.values_list(*fields)[:CANDIDATES]]
    likely = sorted((each for each in found if is_likely(each.score)), key=lambda each: (-each.score, each.patient_id))
    return likely[:SHOWN]


def look_for_duplicates(*, of: Described, by: User, at: datetime) -> list[Match]:
    """The same for somebody who asks, which is an act: it shows that people have a record here."""
    may_keep(by)
    found = likely_matches(of)
    record("duplicates.looked_for", by=by, at=at, ids=[each.patient_id for each in found])
    return found


def unseen(matches: Sequence[Match], looked_at: frozenset[int]) -> bool:
    """Whether one of them was not among those that somebody has looked at."""
    return any(each.patient_id not in looked_at for each in matches)


def _match(of: Described, pk: int, name: str, legal: str, birth_date: date | None, phone: str, number: str) -> Match:
    known = Described(chosen_name=name, legal_name=legal, birth_date=birth_date, phone=phone)
    return Match(
        patient_id=pk, chosen_name=name, birth_date=birth_date, record_number=number, score=likeness(of, known)
    )
