"""Cases in short, filled up to whole ones: everything that is not said is as it should be.

The patient was asked yesterday, the review is an hour old and says proceed, consent is there, the steps before were
held long enough, and nothing else is known of the person.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from medications.cases.reading import Part, known

Case = dict[str, Any]
NOW = datetime(2026, 3, 20, 10, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
SEATED = ("systolic-bp", "diastolic-bp")
LYING = ("lying-systolic-bp", "lying-diastolic-bp")
STANDING = ("standing-systolic-bp", "standing-diastolic-bp")


def short_cases() -> list[Case]:
    written = Path(__file__).with_name("formulary_cases.yaml").read_text(encoding="utf-8")
    return list(yaml.load(written, Loader=yaml.CSafeLoader))


def filled_up(short: Case) -> Part:
    """The whole case, as a file would have it."""
    steps = short["steps"]
    reached = len(steps) if "paused" in short else len(steps) - 1
    to_step = short.get("again", len(steps))
    whole = {
        "case": short["case"],
        "now": NOW,
        "patient": {"birth_date": "1990-05-05", "sex": "female", "consent": True} | short.get("person", {}),
        "current_medications": short.get("others", []),
        "acknowledged": short.get("acknowledged", []),
        "monitoring": measured(short),
        "plan": plan(short, reached),
        "log": [{"at": YESTERDAY, "none": True, "source": "patient"}],
        "reviews": [
            {
                "at": NOW - timedelta(hours=1),
                "by": "prescriber",
                "to_step": to_step,
                "decision": "proceed",
                "patient_view": "agrees",
            }
        ],
        "ask": {"to_step": to_step, "by": "prescriber"},
        "expect": {"decision": "block" if short["blocks"] else "allow", "blockers": short["blocks"]},
    }
    return known(Part(whole), "")


def plan(short: Case, reached: int) -> Case:
    paused = {"status": "paused", "paused_since": NOW - timedelta(days=short["paused"])} if "paused" in short else {}
    on_step_for = short.get("days", 60) + short.get("paused", 0)
    since = {"on_step_since": NOW - timedelta(days=on_step_for)} if reached else {}
    return {
        "medication": short["of"],
        "form": short.get("form", "tablet"),
        "status": "active",
        "steps": [{"hold_days": 1, "doses": doses(step, short)} for step in short["steps"]],
        "on_step": reached,
        **since,
        **paused,
    }


def doses(step: Any, short: Case) -> list[Case]:
    return step if isinstance(step, list) else [{"mg": step, "at": short.get("at", "morning")}]


def measured(short: Case) -> list[Case]:
    """What is told in short: a seated pressure, or one lying and one standing, each of yesterday."""
    pairs = [(SEATED, short["pressure"])] if "pressure" in short else []
    pairs += list(zip((LYING, STANDING), short["upright"], strict=True)) if "upright" in short else []
    readings = [(kind, value) for kinds, values in pairs for kind, value in zip(kinds, values, strict=True)]
    return [{"kind": kind, "value": value, "unit": "mmHg", "at": YESTERDAY} for kind, value in readings] + short.get(
        "measured", []
    )
