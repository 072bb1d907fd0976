"""What an allergy, a problem or a medicine of a referral says, in the words and details of our own forms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

LONGEST_WORDS = 2000
NO_KNOWN_ALLERGY = "716186003"  # SNOMED CT: no known allergy (situation)
NEVER_WAS = frozenset({"refuted", "entered-in-error"})
CURRENT = frozenset({"active", "recurrence", "relapse"})
TAG = re.compile(r" \((?:disorder|finding|situation|organism|substance|product|medicinal product)\)$")  # SNOMED CT
TAKEN_NOW = frozenset({"active", "intended", "on-hold"})


@dataclass(frozen=True, kw_only=True)
class Brought:
    """One entry that a clinician may accept: which kind, as it was told, and what its form asks for."""

    kind: str
    name: str
    words: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Left:
    """It is not taken over."""

    why: str


@dataclass(frozen=True, kw_only=True)
class About:
    """The names under which the person is referred to, and medicines that others refer to."""

    names: frozenset[str]
    medicines: Mapping[str, Mapping[str, Any]]


def brought_from(resource: Any, about: About) -> Brought | Left:
    """One resource, checked already, as an entry of ours."""
    person = getattr(resource, "subject", None) or getattr(resource, "patient", None)
    if person is None or person.reference not in about.names:
        return Left(why=_("about somebody else"))
    return READERS[resource.__resource_type__](resource, about)


def _allergy(resource: Any, _about: About) -> Brought | Left:
    why = _not_current(resource)
    if why:
        return Left(why=why)
    if NO_KNOWN_ALLERGY in _codes(resource.code):
        return Left(why=_("says that no allergies are known: ask the person"))
    name = _said(resource.code)
    if not name:
        return Left(why=_("does not say what it is"))
    told = [_said(what) for one in resource.reaction or [] for what in one.manifestation]
    reaction = ", ".join(words for words in told if words)
    return Brought(
        kind="allergy",
        name=name,
        words=_joined(name, reaction),
        details={
            "name": name[:80],
            "kind": "intolerance" if resource.type == "intolerance" else "hypersensitivity",
            "reaction": reaction[:200],
            "certainty": "likely" if "confirmed" in _codes(resource.verificationStatus) else "unsure",
        },
    )


def _condition(resource: Any, _about: About) -> Brought | Left:
    why = _not_current(resource)
    if why:
        return Left(why=why)
    name = _said(resource.code)
    if not name:
        return Left(why=_("does not say what it is"))
    return Brought(
        kind="condition",
        name=name,
        words=_joined(name, _since(resource.onsetDateTime)),
        details={"condition": "other", "other": name[:80], "state": "present"},
    )


def _medicine(resource: Any, about: About) -> Brought | Left:
    if resource.status not in TAKEN_NOW:
        return Left(why=_("no longer current"))
    name = _said(resource.medicationCodeableConcept) or _referred_to(resource, about)
    if not name:
        return Left(why=_("does not say what it is"))
    dosages = getattr(resource, "dosageInstruction", None) or getattr(resource, "dosage", None) or []
    dose = "; ".join(told.text for told in dosages if told.text)
    since = getattr(resource, "authoredOn", None) or getattr(resource, "effectiveDateTime", None)
    began = _day(since)
    known_since = {"started_on": began.isoformat()} if began else {}
    return Brought(
        kind="medication",
        name=name,
        words=_joined(name, dose, _since(since)),
        details={"name": name[:120], "dose": dose[:120], **known_since},
    )


READERS: dict[str, Callable[[Any, About], Brought | Left]] = {
    "AllergyIntolerance": _allergy,
    "Condition": _condition,
    "MedicationRequest": _medicine,
    "MedicationStatement": _medicine,
}


def _not_current(resource: Any) -> str:
    if _codes(resource.verificationStatus) & NEVER_WAS:
        return _("ruled out, or entered in error")
    return _("no longer current") if _codes(resource.clinicalStatus) - CURRENT else ""


def _referred_to(resource: Any, about: About) -> str:
    """The name of a medicine that stands by itself in the bundle, or inside this resource."""
    reference = getattr(resource.medicationReference, "reference", None) or ""
    inside = {f"#{one.id}": one.model_dump() for one in resource.contained or []}
    code = (inside.get(reference) or about.medicines.get(reference) or {}).get("code")
    if not isinstance(code, Mapping):
        return ""
    codings = code.get("coding")
    first = codings[0] if isinstance(codings, list) and codings and isinstance(codings[0], Mapping) else {}
    return str(code.get("text") or first.get("display") or "").strip()


def _said(concept: Any) -> str:
    """What a coded thing is called: its text, else all names it goes by."""
    if concept is None:
        return ""
    displays = dict.fromkeys(TAG.sub("", coding.display).strip() for coding in concept.coding or [] if coding.display)
    return (concept.text or ", ".join(displays)).strip()


def _codes(concept: Any) -> frozenset[str]:
    return frozenset(coding.code for coding in getattr(concept, "coding", None) or [] if coding.code)


def _since(told: Any) -> str:
    began = _day(told)
    return _("since %(day)s") % {"day": began.isoformat()} if began else ""


def _day(told: Any) -> date | None:
    return told.date() if isinstance(told, datetime) else told if isinstance(told, date) else None


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)[:LONGEST_WORDS]
