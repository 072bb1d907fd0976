"""A kind of work for tests: a question asked of somebody about a patient, due at a moment, until it is answered.

Its state lies in a real append-only table (acts), so that snapshots, locks and commits are real too.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Group

from practice.audit.models import Act
from practice.prompts.kinds import PromptKind, Subject
from practice.prompts.models import Delivery, Prompt
from practice.staff.models import Cover, User
from practice.staff.roles import Role

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEAD_TIME = 2 * DAY

DUE = """
SELECT key, patient_id, owner_id, due_at, urgent, link, news_at FROM (
    SELECT DISTINCT ON (patient_id, subject_id) subject_id AS key, patient_id, by_id AS owner_id, happened_at AS due_at,
           (details->>'urgent')::boolean AS urgent, '/admin/' || subject_id || '/' AS link,
           (details->>'news_at')::timestamptz AS news_at, verb
    FROM audit_act WHERE verb IN ('{name}.asked', '{name}.answered') ORDER BY patient_id, subject_id, id DESC
) AS newest WHERE verb = '{name}.asked' AND (urgent OR due_at - %(lead_time)s <= %(at)s)
"""
KEYS = "SELECT DISTINCT subject_id AS key, patient_id FROM audit_act WHERE verb = '{name}.asked'"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """In one query, as real kinds do."""
    asked = Act.objects.filter(subject_id__in=keys).values_list("subject_id", flat=True)
    return {key: Subject(who=f"Person {key}", why="because", link=f"/admin/{key}/") for key in asked if key is not None}


def kind(name="question", **changes) -> PromptKind:
    settings = {
        "name": name,
        "label": "An answer is due",
        "due_sql": DUE.format(name=name),
        "keys_sql": KEYS.format(name=name),
        "subjects": subjects,
        "parameters": {"lead_time": LEAD_TIME},
    }
    return PromptKind(**{**settings, **changes})


def ask(owner, *, key=1, due=MONDAY, urgent=False, news=MONDAY, patient_id=7, name="question"):
    """Also how a question changes: the newest word on a key counts."""
    Act.objects.create(
        verb=f"{name}.asked",
        by=owner,
        patient_id=patient_id,
        subject_id=key,
        happened_at=due,
        details={"urgent": urgent, "news_at": news.isoformat()},
    )


def answer(*, key=1, patient_id=7, name="question"):
    Act.objects.create(verb=f"{name}.answered", patient_id=patient_id, subject_id=key, happened_at=MONDAY)


def person(name, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@example.org", display_name=name.title())
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def stands_in(stand_in, absent, *, since=MONDAY - 30 * DAY, until=MONDAY + 30 * DAY):
    return Cover.objects.create(absent=absent, stand_in=stand_in, starts_at=since, ends_at=until)


def the_prompt() -> Prompt:
    return Prompt.objects.get()


def notices() -> list[tuple[str, str]]:
    """Who is told, and why, in order."""
    rows = Delivery.objects.order_by("id").values_list("to__display_name", "reason")
    return [(str(name), str(reason)) for name, reason in rows]
