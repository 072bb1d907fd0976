"""Who may open a chart, as one condition in SQL.

Written out rather than composed: nearly every query of a chart page is scoped by it, and composing it each time took a
tenth of the page.
"""

from datetime import datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler


class _OfOnePerson(Func):
    """A condition about a patient and one person at a moment (UTC); `sql` names them `{pk}`, `{user}` and `{at}`."""

    output_field = BooleanField()
    sql: str

    def __init__(self, user_id: int | None, at: datetime, of: F | None = None) -> None:
        super().__init__(of or F("pk"))
        self.user_id, self.at = user_id, at

    def as_sql(  # type: ignore[override]  # parameters are typed as numbers and strings there; a moment is one as well
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        pk, params = compiler.compile(self.source_expressions[0])
        parts = self.sql.split("{")
        values = {"user": self.user_id, "at": self.at}
        written, given = [parts[0]], list[Any]()
        for part in parts[1:]:
            name, _brace, rest = part.partition("}")
            written += [pk if name == "pk" else "%s", rest]
            given += params if name == "pk" else [values[name]]
        return "".join(written), tuple(given)


class IsOnTeam(_OfOnePerson):
    """They treat the patient, or stand in for somebody who does."""

    sql = """EXISTS (
        SELECT FROM patients_careteammember member
        WHERE member.patient_id = {pk} AND member.starts_at <= {at}
            AND (member.ends_at IS NULL OR member.ends_at > {at})
            AND (member.user_id = {user} OR member.user_id IN (
                SELECT cover.absent_id FROM staff_cover cover
                WHERE cover.stand_in_id = {user} AND cover.starts_at <= {at} AND cover.ends_at > {at})))"""


class HasGrant(_OfOnePerson):
    """The chart is open to them for a while: they broke the glass, or were asked to co-sign."""

    sql = """EXISTS (
        SELECT FROM patients_accessgrant access
        WHERE access.patient_id = {pk} AND access.user_id = {user}
            AND access.granted_at <= {at} AND access.expires_at > {at})"""
