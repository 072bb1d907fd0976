"""How somebody may be reached, for tests."""

from datetime import UTC, datetime, time
from typing import Any

from patients.models import Patient, SafeContact
from patients.services.safe_contact import AgreedWay, Wishes, agree_safe_contact
from practice.staff.models import User

TUESDAY_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
CALL = AgreedWay(channel="call", may_use=True, address="555-0101", opens=time(9), closes=time(17))
EMAIL = AgreedWay(channel="e-mail", may_use=True, address="elm@post.example", opens=time(9), closes=time(17))
TEXT = AgreedWay(channel="text", may_use=True, address="555-0101")


def agree(patient: Patient, by: User, *ways: AgreedWay, at: datetime = TUESDAY_TEN, **wishes: Any) -> SafeContact:
    """What they said; the telephone and e-mail from nine to five, unless told otherwise."""
    return agree_safe_contact(patient=patient, ways=ways or (CALL, EMAIL), wishes=Wishes(**wishes), by=by, at=at)
