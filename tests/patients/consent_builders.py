"""Consents for tests, as the services make them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from patients.models import Consent, ConsentWording, Patient
from patients.services.consenting import Agreed, Vouched, record_consent
from practice.staff.models import User

NOW = datetime(2026, 3, 20, 15, tzinfo=UTC)
TODAY = NOW.date()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
IN_A_YEAR = date(2027, 3, 20)
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF"
SURGERY = "Hill Street Surgery"


def wording(kind: str = "release", **fields: Any) -> ConsentWording:
    """A published text."""
    number = ConsentWording.objects.filter(kind=kind).count() + 1
    known = {"title": f"About {kind}", "text": "One thing.\n\nAnother.", "is_shipped": True, "published_at": NOW - DAY}
    return ConsentWording.objects.create(kind=kind, number=number, **{**known, **fields})


def spoken(by: User, **fields: Any) -> Vouched:
    return Vouched(how="in-session", heard_by=by, **fields)


def signed(name: str = "Maya Jensen", **fields: Any) -> Vouched:
    return Vouched(how="on-screen", signed_name=name, **fields)


def on_paper(**fields: Any) -> Vouched:
    return Vouched(**{"how": "on-paper", "paper": PDF, "signed_on": TODAY, **fields})


def release(**fields: Any) -> Agreed:
    """The appointments and the medicines, to the surgery, for a year."""
    known: dict[str, Any] = {
        "recipient": SURGERY,
        "purpose": "so that we treat her together",
        "scope": ("appointments", "medication-list"),
        "expires_on": IN_A_YEAR,
    }
    return Agreed(kind="release", **{**known, **fields})


def consented(patient: Patient, by: User, *, at: datetime = NOW, **fields: Any) -> Consent:
    """A spoken release, or what `agreed` and `vouched` say."""
    known: dict[str, Any] = {"agreed": release(), "vouched": spoken(by), "wording": None}
    return record_consent(patient=patient, by=by, at=at, **{**known, **fields})
