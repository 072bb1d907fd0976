"""What was read for a week, written and put in its place: visits, busy times, and the free ones between."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeVar

from sessions.presentation.grid import Placed, free_between, hour_by_hour, quarter_after
from sessions.presentation.week_cells import Writer
from sessions.queries.hours import Hours
from sessions.queries.lines import BusyLine
from sessions.queries.week_lines import WeekLine
from sessions.rules.days import Span

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
Line = TypeVar("Line", WeekLine, BusyLine)


@dataclass(frozen=True, kw_only=True)
class Read:
    """Everything that was read for the week, for one reader."""

    lines: Sequence[WeekLine]
    busy: Sequence[BusyLine]
    hours: Mapping[int, Hours]

    @cached_property
    def lines_of(self) -> Mapping[int, Sequence[WeekLine]]:
        """By clinician."""
        return _by_clinician(self.lines)

    @cached_property
    def busy_of(self) -> Mapping[int, Sequence[BusyLine]]:
        """By clinician."""
        return _by_clinician(self.busy)


def _by_clinician(lines: Iterable[Line]) -> Mapping[int, Sequence[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.clinician_id].append(line)
    return found


class Placing:
    """Puts everything of one clinician in its place. Nothing is free that has passed, or on a day that is closed."""

    def __init__(self, read: Read, writer: Writer, *, at: datetime, closed: Collection[date]) -> None:
        self.read, self.writer, self.closed = read, writer, closed
        self._passed = Span(LONG_AGO, quarter_after(at))

    def busy_days(self) -> set[date]:
        """Days on which somebody is with a patient, or busy in some other way."""
        clock = self.writer.clock
        return {clock[each.starts_at].day for lines in (self.read.lines, self.read.busy) for each in lines}

    def of(self, clinician_id: int, *, is_by_hours: bool) -> list[Placed[str]]:
        """Their visits, what else keeps them busy, and the free times between: each written, with its span."""
        read, write = self.read, self.writer
        placed = [
            Placed(Span(line.starts_at, line.ends_at), write.visit(line))
            for line in read.lines_of.get(clinician_id, ())
        ]
        spans = [Span(line.starts_at, line.ends_at) for line in read.busy_of.get(clinician_id, ())]
        placed += [Placed(span, write.busy(span)) for span in spans]
        free = self._free(read.hours[clinician_id], [span for span, _written in placed])
        if is_by_hours:
            free = [part for span in free for part in hour_by_hour(span)]
        return placed + [Placed(span, write.free(clinician_id, span)) for span in free]

    def _free(self, hours: Hours, taken: Sequence[Span]) -> list[Span]:
        free = free_between([each.span for each in hours.openings], [*taken, *hours.away, self._passed])
        return [span for span in free if self.writer.clock[span.starts_at].day not in self.closed]
