"""The sweep as one SQL statement: what is due, compared with what is open, and the difference written.

It is made from the kinds' SQL, for a whole practice or for one patient. Three things make it safe to run at any time,
twice, or beside a clinical transaction:

- every row is written by one INSERT … ON CONFLICT in the order of (kind, key), so that two runs never wait for each
  other in a circle;
- a row is only written as the successor of the revision that was read, so a run with an older view yields;
- what it says depends on state and on `%(at)s` alone, so a second run at the same moment finds nothing to do.

How many rows a kind finds cannot be estimated, so large sets meet in FULL JOINs: PostgreSQL cannot run those as nested
loops, whose cost would grow with the square.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from practice.prompts.kinds import PromptKind
from practice.prompts.pace import NORMAL, QUIET_AFTER_MAIL, URGENT
from practice.staff.roles import PERMISSIONS, Permission

STATEMENT = """
WITH due AS MATERIALIZED (
    -- A kind promises one row per key; a slip of one kind must not stop the others.
    SELECT DISTINCT ON (kind, key) found.*,
           owner_id IS NOT NULL AND owner_id IN (SELECT id FROM staff_user WHERE is_active) AS has_owner
    FROM ({due}) AS found
    ORDER BY kind, key, urgent DESC, due_at
),
compared AS MATERIALIZED (
    SELECT due.*, was.id, was.revision AS was_revision, was.opened_at AS was_opened_at, was.openings AS was_openings,
           was.owner_id AS was_owner_id, was.due_at AS was_due_at, was.urgent AS was_urgent, was.link AS was_link,
           was.counts_from AS was_counts_from, was.reminded_at AS was_reminded_at, was.level AS was_level,
           was.escalated_at AS was_escalated_at, was.mailed_at AS was_mailed_at, was.kind AS was_kind,
           was.key AS was_key,
           CASE WHEN was.id IS NULL THEN 'opened'
                WHEN due.key IS NULL THEN 'closed'
                WHEN was.closed_at IS NULL THEN 'kept'
                ELSE 'reopened' END AS turn
    FROM due FULL JOIN (SELECT * FROM prompts_prompt AS was WHERE {scope}) AS was
         ON was.kind = due.kind AND was.key = due.key
    WHERE CASE WHEN due.key IS NULL THEN was.closed_at IS NULL
               -- What a person closed stays closed until there is news.
               ELSE was.closed_by_id IS NULL OR due.news_at > was.closed_at END
),
clocked AS (
    SELECT *,
           CASE turn WHEN 'kept' THEN was_opened_at ELSE %(at)s END AS opened_at,
           CASE turn WHEN 'kept' THEN was_openings ELSE coalesce(was_openings, 0) + 1 END AS openings,
           CASE turn WHEN 'kept' THEN was_level ELSE 0 END AS level_before,
           CASE WHEN turn = 'kept' AND urgent = was_urgent AND (urgent OR due_at = was_due_at) THEN was_counts_from
                WHEN urgent THEN %(at)s
                -- Found late, it is as late as it is; come back, it starts afresh.
                WHEN turn = 'opened' THEN due_at
                ELSE greatest(due_at, CASE turn WHEN 'kept' THEN was_opened_at ELSE %(at)s END)
           END AS counts_from
    FROM compared WHERE turn <> 'closed'
),
timed AS (
    SELECT *,
           greatest(level_before, CASE
               WHEN NOT has_owner THEN 2
               WHEN NOT escalates THEN 0
               WHEN %(at)s >= counts_from + CASE WHEN urgent THEN %(urgent_lead)s ELSE %(lead)s END THEN 2
               WHEN %(at)s >= counts_from + CASE WHEN urgent THEN %(urgent_cover)s ELSE %(cover)s END THEN 1
               ELSE 0 END) AS level,
           NOT urgent AND %(at)s >= counts_from
               AND (turn <> 'kept' OR was_reminded_at IS NULL OR was_reminded_at < counts_from) AS reminds
    FROM clocked
),
spoken AS (
    SELECT *,
           CASE WHEN turn <> 'kept' THEN turn
                WHEN owner_id IS DISTINCT FROM was_owner_id THEN 'handed-over'
                WHEN urgent AND NOT was_urgent THEN 'urgent'
                WHEN reminds THEN 'reminder' END AS notice,
           openings > 1 AND NOT urgent AND coalesce(was_mailed_at > %(at)s - %(quiet)s, FALSE) AS quiet
    FROM timed
),
changed AS MATERIALIZED (
    SELECT id, kind, key, owner_id, due_at, urgent, link, opened_at, openings, counts_from,
           CASE WHEN reminds THEN %(at)s WHEN turn = 'kept' THEN was_reminded_at END AS reminded_at,
           level::smallint AS level,
           CASE WHEN level > level_before THEN %(at)s WHEN turn = 'kept' THEN was_escalated_at END AS escalated_at,
           was_mailed_at AS mailed_at,
           NULL::timestamptz AS closed_at, NULL::bigint AS closed_by_id, '' AS closed_because,
           coalesce(was_revision, 0) + 1 AS revision,
           turn, level_before, has_owner,
           CASE WHEN NOT mails OR (quiet AND notice IN ('reopened', 'reminder')) THEN NULL
                WHEN notice IS NOT NULL THEN notice
                -- Nobody stands in, or they know already: whoever does the work hears again before the leads do.
                WHEN level > level_before AND level_before = 0 THEN 'escalated' END AS tells,
           mails AND level = 2 AND level_before < 2 AND NOT (quiet AND turn = 'reopened') AS tells_leads
    FROM spoken
    WHERE turn <> 'kept' OR reminds OR level > level_before
       OR (owner_id, due_at, urgent, link) IS DISTINCT FROM (was_owner_id, was_due_at, was_urgent, was_link)
    UNION ALL
    SELECT id, was_kind, was_key, was_owner_id, was_due_at, was_urgent, was_link, was_opened_at, was_openings,
           was_counts_from, was_reminded_at, was_level, was_escalated_at, was_mailed_at,
           %(at)s, NULL, 'done', was_revision + 1, turn, was_level, TRUE, NULL, FALSE
    FROM compared WHERE turn = 'closed'
),
held AS MATERIALIZED (
    SELECT changed.* FROM prompts_prompt AS was JOIN changed ON changed.id = was.id
    WHERE was.revision = changed.revision - 1
    ORDER BY was.kind, was.key
    FOR UPDATE OF was {waiting}
),
written AS (
    INSERT INTO prompts_prompt AS now (
        kind, key, owner_id, due_at, urgent, link, opened_at, openings, counts_from, reminded_at, level, escalated_at,
        mailed_at, closed_at, closed_by_id, closed_because, revision)
    SELECT kind, key, owner_id, due_at, urgent, link, opened_at, openings, counts_from, reminded_at, level,
           escalated_at, CASE WHEN tells IS NOT NULL OR (tells_leads AND NOT has_owner) THEN %(at)s ELSE mailed_at END,
           closed_at, closed_by_id, closed_because, revision
    FROM (SELECT * FROM changed WHERE id IS NULL UNION ALL SELECT * FROM held) AS ours
    ORDER BY kind, key
    ON CONFLICT (kind, key) DO UPDATE SET
        owner_id = excluded.owner_id, due_at = excluded.due_at, urgent = excluded.urgent, link = excluded.link,
        opened_at = excluded.opened_at, openings = excluded.openings, counts_from = excluded.counts_from,
        reminded_at = excluded.reminded_at, level = excluded.level, escalated_at = excluded.escalated_at,
        mailed_at = excluded.mailed_at, closed_at = excluded.closed_at, closed_by_id = excluded.closed_by_id,
        closed_because = excluded.closed_because, revision = excluded.revision
    WHERE now.revision = excluded.revision - 1
    RETURNING now.id AS written_id, now.kind, now.key
),
outcome AS MATERIALIZED (SELECT * FROM changed FULL JOIN written USING (kind, key)),
leads AS MATERIALIZED (
    SELECT DISTINCT staff_user.id FROM staff_user
    JOIN staff_user_groups ON user_id = staff_user.id JOIN auth_group ON auth_group.id = group_id
    WHERE is_active AND name = ANY(%(lead_roles)s)
),
told AS (
    INSERT INTO prompts_delivery (prompt_id, to_id, revision, reason, created_at, next_try_at, attempts)
    SELECT DISTINCT ON (written_id, person.id) written_id, person.id, revision, person.reason, %(at)s, %(at)s, 0
    FROM outcome
    LEFT JOIN LATERAL (
        SELECT stand_in_id FROM staff_cover JOIN staff_user ON staff_user.id = stand_in_id
        WHERE absent_id = owner_id AND starts_at <= %(at)s AND ends_at > %(at)s AND is_active
    ) AS cover ON TRUE
    CROSS JOIN LATERAL (
        -- Whoever does the owner's work today, then the leads; each hears once.
        SELECT 0 AS rank, coalesce(stand_in_id, owner_id) AS id, tells AS reason
        WHERE tells IS NOT NULL AND (has_owner OR stand_in_id IS NOT NULL)
        UNION ALL
        SELECT 1, leads.id, 'escalated' FROM leads WHERE tells_leads
    ) AS person
    WHERE written_id IS NOT NULL AND (tells IS NOT NULL OR tells_leads)
    ORDER BY written_id, person.id, person.rank
    ON CONFLICT (prompt_id, to_id, revision) DO NOTHING
    RETURNING prompt_id
),
told_each AS MATERIALIZED (SELECT prompt_id, count(*) AS notices FROM told GROUP BY prompt_id)
SELECT kind,
       count(*) FILTER (WHERE turn = 'opened' AND written_id IS NOT NULL) AS opened,
       count(*) FILTER (WHERE turn = 'reopened' AND written_id IS NOT NULL) AS reopened,
       count(*) FILTER (WHERE turn = 'closed' AND written_id IS NOT NULL) AS closed,
       count(*) FILTER (WHERE level > level_before AND written_id IS NOT NULL) AS escalated,
       coalesce(sum(notices), 0)::bigint AS deliveries,
       count(*) FILTER (WHERE written_id IS NULL) AS yielded
FROM outcome FULL JOIN told_each ON prompt_id = written_id
GROUP BY kind ORDER BY kind
"""

NOTHING_DUE = """SELECT ''::text AS kind, FALSE AS mails, FALSE AS escalates, 0::bigint AS key, 0::bigint AS owner_id,
    '-infinity'::timestamptz AS due_at, FALSE AS urgent, ''::text AS link, NULL::timestamptz AS news_at WHERE FALSE"""

# The kinds' SQL is code of ours, their names are checked when they register, every value is a parameter.
EVERYTHING = "TRUE"
OF_THESE_KINDS = "was.kind = ANY(%(kinds)s)"
OF_THE_PATIENT = "(was.kind, was.key) IN ({keys})"
ONE_PATIENT = " WHERE patient_id = %(patient_id)s"


def build(kinds: Sequence[PromptKind], patient_id: int | None = None, *, alone: bool = False) -> str:
    """The statement for everybody (no patient named), or for one patient.

    For everybody it also closes what no app offers any more (unless `alone`), and passes over rows that a clinical
    transaction is writing: that one refreshes them itself.
    """
    if patient_id is not None:
        return STATEMENT.format(
            due=_due(kinds, ONE_PATIENT), scope=OF_THE_PATIENT.format(keys=_keys(kinds)), waiting=""
        )
    return STATEMENT.format(due=_due(kinds), scope=OF_THESE_KINDS if alone else EVERYTHING, waiting="SKIP LOCKED")


def parameters(kinds: Sequence[PromptKind], *, at: datetime, patient_id: int | None = None) -> dict[str, Any]:
    own = {name: value for kind in kinds for name, value in kind.parameters.items()}
    return own | {
        "at": at,
        "patient_id": patient_id,
        "kinds": [kind.name for kind in kinds],
        "cover": NORMAL.cover_after,
        "lead": NORMAL.lead_after,
        "urgent_cover": URGENT.cover_after,
        "urgent_lead": URGENT.lead_after,
        "quiet": QUIET_AFTER_MAIL,
        "lead_roles": sorted(PERMISSIONS[Permission.RECEIVE_ESCALATIONS]),
    }


def _due(kinds: Sequence[PromptKind], restriction: str = "") -> str:
    return " UNION ALL ".join(
        [NOTHING_DUE]
        + [
            f"SELECT '{kind.name}', {kind.mails}, {kind.escalates}, key, owner_id, due_at, urgent, link, news_at"  # noqa: S608
            f" FROM ({kind.due_sql}) AS waits{restriction}"
            for kind in kinds
        ]
    )


def _keys(kinds: Sequence[PromptKind]) -> str:
    return " UNION ALL ".join(
        ["SELECT ''::text, 0::bigint WHERE FALSE"]
        + [f"SELECT '{kind.name}', key FROM ({kind.keys_sql}) AS owned{ONE_PATIENT}" for kind in kinds]  # noqa: S608
    )
