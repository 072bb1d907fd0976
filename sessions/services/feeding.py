"""Private calendar addresses: making one, taking it back, and finding what belongs to one that is asked."""

import hashlib
import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import CalendarFeed

SECRET_BYTES = 32  # 256 bits


@transaction.atomic
def make_feed(*, by: User, at: datetime) -> tuple[CalendarFeed, str]:
    """A new address for one's own calendar, and its secret, which is never told again. An older address stops."""
    if not by.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    for older in CalendarFeed.objects.visible_to(by).in_use().select_for_update():
        _stop(older, by, at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed(user=by, token_digest=digest_of(secret), made_at=at, made_by=by)
    write(feed)
    record("calendar.made", feed, by=by, at=at)
    return feed, secret


@transaction.atomic
def revoke_feed(*, by: User, at: datetime) -> CalendarFeed:
    """Take one's address back: it finds nothing from now on. Raises ValidationError where there is none."""
    feed = CalendarFeed.objects.visible_to(by).in_use().select_for_update().first()
    if feed is None:
        raise ValidationError(_("There is no address in use."))
    _stop(feed, by, at)
    return feed


def feed_at(secret: str, *, at: datetime) -> CalendarFeed | None:
    """The feed of an address, if it is in use and its owner still works here; writes down that it was read today."""
    feed = CalendarFeed.objects.in_use().select_related("user").filter(token_digest=digest_of(secret)).first()
    if feed is None or not feed.user.may(Permission.OPEN_CHARTS):
        return None
    today = localdate(at)
    if feed.last_used_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_on=today)
    return feed


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _stop(feed: CalendarFeed, by: User, at: datetime) -> None:
    feed.revoked_at, feed.revoked_by = at, by
    write(feed)
    record("calendar.revoked", feed, by=by, at=at)
