"""Where somebody is signed in, and ending that."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.utils.crypto import constant_time_compare

from practice.audit.recording import record
from practice.staff.idle import ends_at, moment
from practice.staff.models import SignIn, User
from practice.staff.session_store import ACTIVE_AT, SIGNED_IN_AT

BROWSER = "browser"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One browser where somebody is signed in. It knows no address and no key."""

    browser: str
    signed_in_at: datetime
    active_at: datetime
    is_this: bool


def places_of(user: User, *, this: str | None, at: datetime) -> list[Place]:
    """Where this person is signed in, the latest first; `this` is the key of the session that asks."""
    found = []
    for row in SignIn.objects.filter(signed_in_by=user):
        data = row.get_decoded()
        password_is_the_same = constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
        if password_is_the_same and ends_at(data) > at:
            found.append(
                Place(
                    browser=data.get(BROWSER, ""),
                    signed_in_at=moment(data, SIGNED_IN_AT),
                    active_at=moment(data, ACTIVE_AT),
                    is_this=row.session_key == this,
                )
            )
    return sorted(found, key=lambda place: (place.is_this, place.signed_in_at), reverse=True)


def end_sign_ins(user: User, *, but: str | None = None) -> int:
    """End them in the caller's transaction, all or all but one; how many there were."""
    ended, _each = SignIn.objects.filter(signed_in_by=user).exclude(session_key=but).delete()
    return ended


@transaction.atomic
def sign_out_everywhere(*, user: User, by: User, at: datetime, but: str | None = None) -> int:
    """End somebody's sign-ins at once, on every browser or on all but the one that asks."""
    ended = end_sign_ins(user, but=but)
    record("account.signed_out_everywhere", user, by=by, at=at, sign_ins=ended, but_one=but is not None)
    return ended
