"""What is left of times that became free. Spans in, spans out; half-open, in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sessions.rules.days import Span
from sessions.rules.slots import minus


@dataclass(frozen=True, kw_only=True)
class Freed:
    """A time with a clinician that somebody had and no longer has; `visit_id` is the visit that left it."""

    visit_id: int
    clinician_id: int
    span: Span
    location_id: int | None = None
    room_id: int | None = None

    @property
    def minutes(self) -> int:
        return int((self.span.ends_at - self.span.starts_at).total_seconds()) // 60


def still_free(freed: Iterable[Freed], taken: Iterable[tuple[int, Span]]) -> list[Freed]:
    """Of each time what nobody has taken since, by time; each stretch once.

    `taken` are spans with the clinician whom they take.
    """
    by_clinician: dict[int, list[Span]] = {}
    for clinician_id, span in taken:
        by_clinician.setdefault(clinician_id, []).append(span)
    left: list[Freed] = []
    # The longest first: a shorter one inside it is the same free time.
    for each in sorted(freed, key=lambda each: (-each.minutes, each.span, each.visit_id)):
        spans = by_clinician.setdefault(each.clinician_id, [])
        left += [replace(each, span=span) for span in minus([each.span], spans)]
        spans.append(each.span)
    return sorted(left, key=lambda each: (each.span, each.clinician_id))
