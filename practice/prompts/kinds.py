"""What can be due. Apps above register their kinds here when they are ready; the sweep asks all of them at once."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from practice.staff.models import User

Text = str | Promise

RESERVED = frozenset(
    {"at", "patient_id", "kinds", "cover", "lead", "urgent_cover", "urgent_lead", "quiet", "lead_roles"}
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom a prompt is about, why, and where the work is done, as one reader may see it."""

    who: Text
    why: Text
    link: str


Subjects = Callable[[Collection[int], User], Mapping[int, Subject]]


@dataclass(frozen=True, kw_only=True)
class PromptKind:
    """A kind of work that waits on a person, told as SQL over state.

    `due_sql` is one SELECT of everything that is due at `%(at)s`, with these columns in any order:

        key bigint, patient_id bigint, owner_id bigint, due_at timestamptz, urgent boolean,
        link text, news_at timestamptz

    A row says "this waits now": it appears a lead time before `due_at` and goes when the work is done. No owner means
    the clinical leads. `news_at` is the newest fact that calls for the work; a prompt closed by a person comes back
    only when that is later than the closing. Keys are unique within a kind (a plan's id, say). Never `now()`, always
    `%(at)s`. Write a literal percent sign as `%%`.

    `keys_sql` is a SELECT of (key bigint, patient_id bigint): every key this kind could ever raise, with its patient.
    A refresh of one patient closes only among these. Both are restricted by `WHERE patient_id = …` from outside, so
    keep them plain enough for that to reach the tables (no LIMIT, no window or DISTINCT ON but by patient).

    `subjects(keys, user)` names in bulk whom prompts are about; keys that the person may not see are left out.
    `outcomes` (code → label) makes a kind one that people close, with one of these.
    """

    name: str
    label: Text
    due_sql: str
    keys_sql: str
    subjects: Subjects
    parameters: Mapping[str, Any] = field(default_factory=dict)
    mails: bool = True
    escalates: bool = True
    outcomes: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,58}[a-z0-9]", self.name):
            raise ImproperlyConfigured(f"Prompt kind {self.name!r}: lower case, digits and hyphens.")
        if taken := RESERVED & set(self.parameters):
            raise ImproperlyConfigured(f"Prompt kind {self.name}: {', '.join(sorted(taken))} belongs to the sweep.")

    @property
    def closable(self) -> bool:
        return bool(self.outcomes)


_kinds: dict[str, PromptKind] = {}


def register(kind: PromptKind) -> None:
    """Offer a kind, once, when the app is ready. Two kinds may share a parameter only if they mean the same by it."""
    for other in _kinds.values():
        for name, value in kind.parameters.items():
            if other.name != kind.name and other.parameters.get(name, value) != value:
                raise ImproperlyConfigured(f"{kind.name} and {other.name} differ about the parameter {name}.")
    _kinds[kind.name] = kind


def kinds() -> list[PromptKind]:
    return [_kinds[name] for name in sorted(_kinds)]


def kind_named(name: str) -> PromptKind | None:
    return _kinds.get(name)


@contextmanager
def only(*these: PromptKind) -> Iterator[None]:
    """A house with these kinds alone, for tests and measurements."""
    before = dict(_kinds)
    _kinds.clear()
    try:
        for kind in these:
            register(kind)
        yield
    finally:
        _kinds.clear()
        _kinds.update(before)
