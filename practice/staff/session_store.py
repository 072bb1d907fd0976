"""Django's sessions in the database, which also keep whose they are and since when (settings.SESSION_ENGINE).

Both are set where the session is written, so that no way of signing in can go around it.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from practice.staff.models import SignIn

# Within the session, in seconds since 1970.
SIGNED_IN_AT = "signed_in_at"
ACTIVE_AT = "active_at"


class SessionStore(db.SessionStore):
    """A session as a row of `SignIn`."""

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        if SESSION_KEY in data:
            now = int(timezone.now().timestamp())
            data.setdefault(SIGNED_IN_AT, now)
            data.setdefault(ACTIVE_AT, now)
        row: SignIn = super().create_model_instance(data)  # type: ignore[assignment]
        row.signed_in_by_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
