"""Raising, updating, escalating and closing prompts from state: for the practice, or for one patient."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg import Cursor

from practice.prompts import statement
from practice.prompts.kinds import PromptKind, kinds
from practice.prompts.models.heartbeat import SWEEP, beat

logger = logging.getLogger(__name__)

# Any number, the same in every process that sweeps.
SWEEP_LOCK = 7_205_031
# Shorter than PostgreSQL's deadlock_timeout (1 s): should a sweep ever stand in a clinical transaction's way, it gives
# up, not the clinician; the next one catches up.
WAIT_AT_MOST = "500ms"
# Until the transaction ends. Compiling the statement would cost more than running it.
PLANNED_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"
FOR_THE_SWEEP = """SELECT set_config('lock_timeout', %s, TRUE), set_config('jit', 'off', TRUE),
    set_config('work_mem', '64MB', TRUE)"""
TRIES = 3


@dataclass(frozen=True)
class KindSwept:
    """What happened to the prompts of one kind. `yielded` changed under the run and were left as they are."""

    kind: str
    opened: int
    reopened: int
    closed: int
    escalated: int
    deliveries: int
    yielded: int


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What one run did, by kind; kinds without a change are absent."""

    by_kind: list[KindSwept] = field(default_factory=list)
    busy: bool = False
    failed: list[str] = field(default_factory=list)

    @property
    def opened(self) -> int:
        return sum(kind.opened for kind in self.by_kind)

    @property
    def reopened(self) -> int:
        return sum(kind.reopened for kind in self.by_kind)

    @property
    def closed(self) -> int:
        return sum(kind.closed for kind in self.by_kind)

    @property
    def escalated(self) -> int:
        return sum(kind.escalated for kind in self.by_kind)

    @property
    def deliveries(self) -> int:
        return sum(kind.deliveries for kind in self.by_kind)

    @property
    def yielded(self) -> int:
        return sum(kind.yielded for kind in self.by_kind)


@transaction.atomic
def sweep(*, at: datetime) -> Swept:
    """Bring every prompt in line with state. A second sweep at the same time does nothing and says so (`busy`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWEEP_LOCK])
        if cursor.fetchone() != (True,):
            return Swept(busy=True)
        cursor.execute(FOR_THE_SWEEP, [WAIT_AT_MOST])
    swept = _run(at=at)
    beat(SWEEP)
    return swept


def refresh(*, patient_id: int, at: datetime) -> Swept:
    """Bring one patient's prompts in line with state, in the caller's transaction and at the moment of writing.

    The caller holds the patient's lock, so what it reads is the newest there is. Should a sweep have changed a prompt
    meanwhile, the statement is run again on what the sweep left.
    """
    for _attempt in range(TRIES):
        swept = _run(at=at, patient_id=patient_id)
        if not swept.yielded:
            break
    return swept


def _run(*, at: datetime, patient_id: int | None = None) -> Swept:
    """All kinds in one statement; should that be broken, each alone.

    One kind's mistake must not silence the others, nor undo the clinical act that asked for a refresh.
    """
    offered = kinds()
    try:
        return Swept(by_kind=_execute(statement.build(offered, patient_id), offered, at=at, patient_id=patient_id))
    except OperationalError:
        raise
    except DatabaseError as error:
        # Of an error only its class is logged: PostgreSQL's words may quote a row.
        logger.error("The prompts' statement failed (%s); each kind is tried alone.", type(error).__name__)
        return _run_each(offered, at=at, patient_id=patient_id)


def _run_each(offered: Sequence[PromptKind], *, at: datetime, patient_id: int | None) -> Swept:
    by_kind: list[KindSwept] = []
    failed: list[str] = []
    for kind in offered:
        sql = statement.build([kind], patient_id, alone=True)
        try:
            by_kind += _execute(sql, [kind], at=at, patient_id=patient_id)
        except OperationalError:
            raise
        except DatabaseError as error:
            logger.error("The prompt kind %s cannot be swept (%s).", kind.name, type(error).__name__)
            failed.append(kind.name)
    return Swept(by_kind=by_kind, failed=failed)


def _execute(sql: str, offered: Sequence[PromptKind], *, at: datetime, patient_id: int | None) -> list[KindSwept]:
    asked = statement.parameters(offered, at=at, patient_id=patient_id)
    if patient_id is None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, asked)
            return [KindSwept(kind, *counts) for kind, *counts in cursor.fetchall()]
    # Every clinical act runs this one; planned each time it would take ten times as long. PostgreSQL would do so where
    # it believes that a plan of this patient's own is better, which by a patient's id it never is.
    with transaction.atomic(), connection.wrap_database_errors, Cursor(connection.connection) as prepared:
        prepared.execute(PLANNED_ONCE)
        prepared.execute(sql.encode(), asked, prepare=True)
        return [KindSwept(*row) for row in prepared.fetchall()]
