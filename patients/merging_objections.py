"""What stands in the way of merging two records: each floor says it of its own, so that none imports the one above."""

from collections.abc import Callable, Iterable

from patients.models import Patient

# The older record and the one that stays; sentences for an administrator, so no clinical word is in them.
Objection = Callable[[Patient, Patient], Iterable[str]]

_objections: dict[str, Objection] = {}


def register(name: str, objection: Objection) -> None:
    """Offer one; an app does so once, when it is ready."""
    _objections[name] = objection


def objections(older: Patient, into: Patient) -> list[str]:
    """Everything that must be settled first, said by those who know it."""
    return [sentence for objection in _objections.values() for sentence in objection(older, into)]
