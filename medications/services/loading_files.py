"""The formulary's files, and how their words become values."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from medications.terms import Standing

FORMULARY = Path(__file__).resolve().parent.parent / "formulary"


def read(name: str) -> Any:
    return yaml.load((FORMULARY / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def read_facts() -> list[dict[str, Any]]:
    """Each medicine with its presentations and facts, from all the files of them."""
    return [
        medicine for path in sorted((FORMULARY / "facts").glob("*.yaml")) for medicine in read(f"facts/{path.name}")
    ]


def number(told: Any) -> Decimal | None:
    return None if told is None else Decimal(str(told))


def provenance(row: dict[str, Any], medicine: dict[str, Any]) -> dict[str, Any]:
    """Source, address and standing: its own, or the medicine's if it was read there; recalled where it says nothing."""
    standing = Standing(row.get("standing", Standing.RECALLED))
    read_where = medicine if standing != Standing.RECALLED and "source" not in row else row
    return {
        "source": read_where.get("source", ""),
        "address": read_where.get("address", ""),
        "standing": standing,
    }
