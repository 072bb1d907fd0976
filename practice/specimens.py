"""What the ground floor shows in the gallery."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from practice.gallery import Specimen, show
from practice.prompts.kinds import Subject
from practice.prompts.work_queue import QueueItem
from practice.today import Group, Line, Queue

SOON = datetime(2026, 3, 5, 9, tzinfo=UTC)


def register() -> None:
    """Called once, when the addresses are read."""
    show(*NOTICES, *QUEUES, EMPTY, DIALOGS)


def notice(state: str, **context: Any) -> Specimen:
    return Specimen(component="notice", state=state, context=lambda: context)


NOTICES = (
    notice("plain", words="The record was merged into another one."),
    notice("settled", kind="success", words="The review is signed."),
    notice(
        "asks to be read",
        kind="warning",
        is_alert=True,
        words="Somebody logged a report while you were writing.",
        more="Nothing was changed. What you typed is still here.",
    ),
)
DIALOGS = Specimen(
    component="idle",
    state="the warning and the curtain",
    context=lambda: {"ident": "specimen", "is_shown": True, "person": "nobody", "seconds": 120, "warning_seconds": 120},
)
EMPTY = Specimen(component="empty", state="one sentence", context=lambda: {"words": "Nothing waits for you right now."})


def item(pk: int, who: str, why: str, **marks: bool) -> QueueItem:
    """A piece of work that was never stored."""
    kind = SimpleNamespace(label="Look at the delivery", closable=marks.get("closable", False))
    prompt: Any = SimpleNamespace(pk=pk, urgent=marks.get("urgent", False), what=kind, due_at=SOON, owner=None)
    return QueueItem(prompt=prompt, subject=Subject(who=who, why=why, link="#queue-full") if who else None)


def full_queue() -> Mapping[str, Any]:
    first = Line(item=item(1, "Robin Elder", "Red flag: Rash", urgent=True), due="due today", is_from="", is_first=True)
    read = item(2, "Sam Heather", "sertraline: read the log before the next step")
    later = Line(item=read, due="was due yesterday", is_from="Dr Lin Sorrel")
    call = Line(item=item(3, "Jo Linden", "asks for a call", closable=True), due="due today", is_from="")
    bare = Line(item=item(4, "", ""), due="due today", is_from="")
    groups = [
        Group(label="Urgent", lines=[first]),
        Group(label="Was due before today", lines=[later]),
        Group(label="Due today", lines=[call, bare]),
    ]
    return queue("queue-full", groups, next_after=4)


def queue(ident: str, groups: Sequence[Group], next_after: int | None = None) -> Mapping[str, Any]:
    return {"ident": ident, "queue": Queue(groups=groups, next_after=next_after)}


QUEUES = (
    Specimen(component="queue", state="every kind of row", context=full_queue),
    Specimen(component="queue", state="nothing waits", context=lambda: queue("queue-empty", [])),
)
