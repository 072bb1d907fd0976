"""One person's work in order, with whom each piece is about: what Today shows.

The prompts know no patient, so their kinds are asked in bulk, once per kind on the page.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from practice.prompts.kinds import Subject, kind_named
from practice.prompts.models import Prompt
from practice.staff.models import User

PAGE = 50


@dataclass(frozen=True)
class QueueItem:
    """A prompt and, where this person may know, whom it is about. Without a subject only the kind's label is shown."""

    prompt: Prompt
    subject: Subject | None


@dataclass(frozen=True)
class QueuePage:
    items: Sequence[QueueItem]
    next_after: int | None
    """The prompt after which the next page begins; None on the last."""


def queue_page(user: User, *, at: datetime, after: int | None = None, size: int = PAGE) -> QueuePage:
    """A page of the person's open prompts; its number of queries depends on the kinds shown, never on the rows."""
    parts = Prompt.objects.select_related("owner").queue_parts(user, at=at)
    if after is not None and (place := Prompt.objects.reaching(user, at=at).filter(pk=after).first()):
        parts = [part.after(place) for part in parts]
    once = {prompt.pk: prompt for part in parts for prompt in part[: size + 1]}
    found = sorted(once.values(), key=lambda prompt: (not prompt.urgent, prompt.due_at, prompt.pk))
    page = found[:size]
    subjects = subjects_of(page, user)
    items = [QueueItem(prompt, subjects.get(prompt.pk)) for prompt in page]
    return QueuePage(items, page[-1].pk if len(found) > size else None)


def subjects_of(prompts: Sequence[Prompt], user: User) -> Mapping[int, Subject]:
    """Whom each prompt is about, by the prompt's id; absent where this person may not know."""
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for prompt in prompts:
        by_kind[prompt.kind][prompt.key] = prompt.pk
    found: dict[int, Subject] = {}
    for name, ids in by_kind.items():
        if kind := kind_named(name):
            found |= {ids[key]: subject for key, subject in kind.subjects(ids, user).items() if key in ids}
    return found
