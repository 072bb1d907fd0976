"""A practice confirms what the formulary says: somebody read it in a source, and says in which."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from medications.models.statement import Statement
from medications.terms import Standing
from practice.audit.recording import record
from practice.staff.models import User


@transaction.atomic
def confirm_statements(*, statements: Iterable[Statement], source: str, by: User, at: datetime) -> int:
    """Mark them as confirmed, by whom and when, and where it was read. Returns how many."""
    count = 0
    for statement in statements:
        statement.source, statement.address = source.strip(), ""
        statement.standing, statement.confirmed_by, statement.confirmed_at = Standing.CONFIRMED, by, at
        statement.full_clean()
        statement.save()
        record("formulary.confirmed", statement, by=by, at=at)
        count += 1
    return count
