"""Reading a case file: one clinical situation, the question put to the gate, and what should be answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import yaml

from medications.rules.regimen import Dose, Regimen
from medications.terms import Form, TimeOfDay

T = TypeVar("T")

OTHER_WORDS_FOR_TIMES = {"noon": "midday", "lunch": "midday", "night": "bedtime"}
# Words by which labels name forms, the telling ones first.
WORDS_FOR_FORMS = {
    "patch": Form.PATCH,
    "inject": Form.INJECTION,
    "sublingual": Form.SUBLINGUAL,
    "12-hour": Form.SUSTAINED_RELEASE,
    "sustained": Form.SUSTAINED_RELEASE,
    "extended": Form.EXTENDED_RELEASE,
    "prolonged": Form.EXTENDED_RELEASE,
    "controlled": Form.EXTENDED_RELEASE,
    "delayed": Form.DELAYED_RELEASE,
    "immediate": Form.IMMEDIATE_RELEASE,
    "disintegrating": Form.DISPERSIBLE,
    "dispersible": Form.DISPERSIBLE,
    "liquid": Form.LIQUID,
    "solution": Form.LIQUID,
    "suspension": Form.LIQUID,
    "syrup": Form.LIQUID,
    "concentrate": Form.LIQUID,
    "capsule": Form.CAPSULE,
    "tablet": Form.TABLET,
}

KEYS: dict[str, set[str]] = {
    "": {
        "case", "now", "patient", "current_medications", "earlier_orders", "dose_in_use", "plan", "log", "adherence",
        "monitoring", "acknowledged", "reviews", "override", "ask", "expect", "why",
    },
    "patient": {
        "birth_date", "sex", "sensitivity", "hepatic", "renal", "creatinine_clearance", "pregnant", "breast_feeding",
        "allergies", "conditions", "genotype", "indication", "substances", "consent",
    },
    "patient.substances": {"name", "amount", "last_use", "reported_at", "newly_reported", "stopped", "abrupt"},
    "current_medications": {
        "medication", "since", "last_change", "stopped", "reported_at", "dose", "doses", "form", "short_course",
    },
    "earlier_orders": {"doses", "form", "since", "until"},
    "dose_in_use": {"doses", "form", "source", "at", "since"},
    "plan": {"medication", "form", "status", "paused_since", "steps", "on_step", "on_step_since"},
    "plan.steps": {"hold_days", "doses", "form"},
    "doses": {"mg", "at", "every_days", "offset", "as_needed", "at_most"},
    "log": {
        "at", "effect", "severity", "course", "resolved", "source", "for", "none", "not_reached", "asks_to_wait",
    },
    "adherence": {"missed_days", "missed_in_a_row"},
    "monitoring": {"kind", "value", "unit", "at", "hours_after_dose", "analyte"},
    "patient.allergies": {"to", "kind", "reaction"},
    "reviews": {"at", "by", "to_step", "decision", "patient_view"},
    "override": {"codes", "by", "reason"},
    "ask": {"to_step", "by"},
    "expect": {"decision", "blockers"},
}  # fmt: skip


class UnreadableCase(Exception):
    """A case that cannot be read; `str()` names the key and what is wrong with it."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")


@dataclass(frozen=True)
class Part:
    """A mapping within a case that knows where it stands, so that every complaint names its key."""

    values: Mapping[str, Any]
    where: str = ""

    def key(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if value is None:
            raise UnreadableCase(self.key(name), "is missing")
        return str(value)

    def one_of(self, name: str, choices: Callable[[str], T], default: str | None = None) -> T:
        value = self.text(name, default)
        try:
            return choices(value)
        except ValueError:
            raise UnreadableCase(self.key(name), f"{value!r} is not known") from None

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise UnreadableCase(self.key(name), "is true or false")
        return value

    def number(self, name: str, default: int | None = None) -> int:
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise UnreadableCase(self.key(name), "is a whole number" if name in self.values else "is missing")
        return value

    def decimal(self, name: str) -> Decimal:
        try:
            return Decimal(str(self.values[name]))
        except (KeyError, InvalidOperation):
            raise UnreadableCase(self.key(name), "is a number") from None

    def moment(self, name: str) -> datetime:
        """A moment in UTC; a date without a time is midnight."""
        value = self.values.get(name)
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                raise UnreadableCase(self.key(name), f"{value!r} is not a date or time") from None
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, date):
            return datetime.combine(value, time(), UTC)
        raise UnreadableCase(self.key(name), "is missing" if value is None else "is not a date or time")

    def day(self, name: str) -> date:
        return self.moment(name).date()

    def part(self, name: str) -> "Part":
        value = self.values.get(name)
        if not isinstance(value, Mapping):
            raise UnreadableCase(self.key(name), "is missing" if value is None else "is a mapping")
        return known(Part(value, self.key(name)), self.key(name))

    def parts(self, name: str, kind: str | None = None) -> list["Part"]:
        return [
            known(Part(value, f"{self.key(name)}[{i}]"), kind or self.key(name))
            if isinstance(value, Mapping)
            else _complain(f"{self.key(name)}[{i}]", "is a mapping")
            for i, value in enumerate(self.items(name))
        ]

    def items(self, name: str) -> Sequence[Any]:
        value = self.values.get(name) or []
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise UnreadableCase(self.key(name), "is a list")
        return value

    def form(self, default: Form = Form.TABLET) -> Form:
        """The form, as the house or as a label names it."""
        told = self.text("form", default.value)
        for word, form in WORDS_FOR_FORMS.items():
            if word in told:
                return form
        raise UnreadableCase(self.key("form"), f"{told!r} is not known")

    def regimen(self, form: Form) -> Regimen:
        """The regimen of this part; its own form, if it has one, wins over the plan's."""
        if not self.items("doses"):
            raise UnreadableCase(self.key("doses"), "is missing")
        return Regimen(
            doses=tuple(_dose(part) for part in self.parts("doses", "doses")),
            form=self.form(form),
        )


def _complain(key: str, problem: str) -> Part:
    raise UnreadableCase(key, problem)


def known(part: Part, kind: str) -> Part:
    """The part, if it has no key that a case does not have."""
    if unknown := sorted(str(key) for key in set(part.values) - KEYS[kind]):
        raise UnreadableCase(part.key(unknown[0]), "is not a key of a case")
    return part


def _dose(part: Part) -> Dose:
    try:
        amount = Decimal(str(part.values["mg"]))
    except (KeyError, InvalidOperation):
        raise UnreadableCase(part.key("mg"), "is an amount in mg") from None
    return Dose(
        amount_mg=amount,
        at=part.one_of("at", lambda value: TimeOfDay(OTHER_WORDS_FOR_TIMES.get(value, value)), "any"),
        every_days=part.number("every_days", 1),
        offset=part.number("offset", 0),
        as_needed=part.flag("as_needed"),
        at_most=part.number("at_most", 1),
    )


def read_case(path: Path) -> Part:
    """The case in a file. Raises UnreadableCase naming the first key that is wrong."""
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise UnreadableCase("file", "cannot be opened") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableCase(f"line {mark.line + 1}" if mark else "file", "is not YAML") from None
    if not isinstance(values, Mapping):
        raise UnreadableCase("file", "is not a mapping")
    return known(Part(values), "")
