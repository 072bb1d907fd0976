"""A referral as another practice's software writes it (a FHIR R4 bundle), read into what we could take over.

Nothing here knows the database. Each resource is checked by itself against the standard, so that one that cannot be
read is listed and costs nothing else. R4B is R4 with corrections; for the resources read here they are the same.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from patients.rules.referral_parts import READERS, About, Brought, Left, brought_from

LARGEST_BYTES = 20 * 1024 * 1024
ORDER = ("allergy", "medication", "condition")
NOT_ENTRIES = frozenset({"Patient", "Medication"})


class UnreadableReferral(Exception):
    """This file is no referral that could be taken over; `str()` says why in plain words."""


@dataclass(frozen=True, kw_only=True)
class ToldOf:
    """Who the referral is about, as far as it says."""

    chosen_name: str
    legal_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What was not taken over: which kind of resource, how many, and why."""

    what: str
    number: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What a file holds."""

    person: ToldOf
    entries: tuple[Brought, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One resource, and the names under which others refer to it."""

    kind: str
    resource: Mapping[str, Any]
    names: tuple[str, ...]


def read_referral(content: bytes) -> Referral:
    """Read a bundle. Raises UnreadableReferral where there is no single person in it to begin with."""
    rows = list(_rows(content))
    patient, names = _the_person(rows)
    medicines = {name: row.resource for row in rows if row.kind == "Medication" for name in row.names}
    about = About(names=frozenset(names), medicines=medicines)
    entries: dict[tuple[str, str], Brought] = {}
    left: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.kind in NOT_ENTRIES:
            continue
        outcome = _read(row, about)
        if isinstance(outcome, Left):
            left[row.kind, outcome.why] += 1
        else:
            # What was written down at each visit is one thing; its first mention says since when.
            entries.setdefault((outcome.kind, outcome.name.lower()), outcome)
    return Referral(
        person=_told_of(patient),
        entries=tuple(sorted(entries.values(), key=lambda entry: ORDER.index(entry.kind))),
        left_out=tuple(LeftOut(what=what, number=number, why=why) for (what, why), number in sorted(left.items())),
    )


def _rows(content: bytes) -> Iterator[_Row]:
    if len(content) > LARGEST_BYTES:
        raise UnreadableReferral(_("This file is larger than a referral would be."))
    try:
        bundle = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableReferral(_("This file is not in the form in which referrals are sent (JSON).")) from error
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise UnreadableReferral(_("This file is not a referral (a FHIR R4 bundle)."))
    entries = bundle.get("entry")
    for entry in entries if isinstance(entries, list) else []:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            kind, own = str(resource.get("resourceType", ""))[:60], str(resource.get("id", ""))
            names = (str(entry.get("fullUrl", "")), f"{kind}/{own}", f"urn:uuid:{own}")
            yield _Row(kind=kind, resource=resource, names=names)


def _the_person(rows: list[_Row]) -> tuple[Any, tuple[str, ...]]:
    people = [row for row in rows if row.kind == "Patient"]
    if len(people) != 1:
        raise UnreadableReferral(_("A referral is about one person; this file names %d.") % len(people))
    (row,) = people
    patient = _checked(row)
    if isinstance(patient, str):
        raise UnreadableReferral(_("The person's own details cannot be read: %s") % patient)
    return patient, row.names


def _read(row: _Row, about: About) -> Brought | Left:
    if row.kind not in READERS:
        return Left(why=_("not taken over: read it in the letter itself"))
    checked = _checked(row)
    return Left(why=_("cannot be read: %s") % checked) if isinstance(checked, str) else brought_from(checked, about)


def _checked(row: _Row) -> Any:
    """The resource as the standard has it; where it differs, the places in one string that repeats no word of it."""
    try:
        return get_fhir_model_class(row.kind).model_validate(row.resource)
    except ValidationError as error:
        places = {".".join(str(part) for part in found["loc"]) for found in error.errors(include_input=False)}
        return ", ".join(sorted(places))[:200] or _("it differs from the standard")
    except (RecursionError, TypeError, ValueError, AttributeError):
        return _("it differs from the standard")


def _told_of(patient: Any) -> ToldOf:
    names = {name.use or "": _name(name) for name in reversed(patient.name or [])}
    official = names.get("official", "")
    chosen = names.get("usual") or names.get("nickname") or official or next(iter(names.values()), "")
    if not chosen:
        raise UnreadableReferral(_("The referral does not say what the person is called."))
    phones = (told.value[:40] for told in patient.telecom or [] if told.system == "phone" and told.value)
    return ToldOf(
        chosen_name=chosen,
        legal_name=official if official != chosen else "",
        birth_date=patient.birthDate if isinstance(patient.birthDate, date) else None,
        phone=next(phones, ""),
        language=_language(patient),
    )


def _name(name: Any) -> str:
    parts = [*(name.given or []), name.family]
    return " ".join((name.text or " ".join(part for part in parts if part)).split())[:120]


def _language(patient: Any) -> str:
    for one in sorted(patient.communication or [], key=lambda spoken: not spoken.preferred):
        displays = [coding.display for coding in one.language.coding or [] if coding.display]
        told = one.language.text or next(iter(displays), "")
        if told:
            return str(told).partition("(")[0].strip()[:40]
    return ""
