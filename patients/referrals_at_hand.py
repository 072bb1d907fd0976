"""A referral's file between two pages: while somebody says whether its person is known already.

It waits encrypted in the shared cache, for the one who brought it, for half an hour; nothing of it is on a page.
"""

import secrets

from django.core.cache import cache

from practice.encryption import decrypt, encrypt
from practice.staff.models import User

KEPT_SECONDS = 30 * 60
PURPOSE = "referral.at-hand"


def keep(content: bytes, *, by: User) -> str:
    """Put a file aside; the key finds it again."""
    key = secrets.token_urlsafe(16)
    cache.set(_place(key, by), encrypt(content.decode("latin-1"), purpose=PURPOSE), KEPT_SECONDS)
    return key


def kept(key: str, *, by: User) -> bytes | None:
    """The file again, if it is still at hand and this person brought it."""
    sealed = cache.get(_place(key[:64], by))
    return decrypt(sealed, purpose=PURPOSE).encode("latin-1") if sealed else None


def let_go(key: str, *, by: User) -> None:
    """It is done with."""
    cache.delete(_place(key[:64], by))


def _place(key: str, by: User) -> str:
    return f"referral:{by.pk}:{key}"
