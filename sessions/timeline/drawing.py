"""The picture and the table that says the same: everything in its place, whole numbers and strings made once.

templates/sessions/_timeline_picture.html and timeline_print.html draw the same tracks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from sessions.timeline.axis import WIDTH, Axis
from sessions.timeline.marks import Mark, Shape
from sessions.timeline.tracks import Label, Path, Track
from sessions.timeline.words import days_said, days_teller, month_said, tick_said

LEFT, RIGHT = 132, 14
NAME, AXIS = 17, 22
SHEET_WIDE, SHEET_HIGH = 277, 145  # mm that a sheet leaves it
SMALL, LARGE = 4, 6
LETTER = 7


def _circle(r: int) -> str:
    return f"m-{r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0z"


def _star(r: int) -> str:
    near = r // 3
    far = r - near
    return f"m0-{r}l{near} {far} {far} {near}-{far} {near}-{near} {far}-{near}-{far}-{far}-{near} {far}-{near}z"


DRAWN = {
    Shape.DOT: _circle,
    Shape.RING: _circle,
    Shape.SQUARE: lambda r: f"m-{r}-{r}h{2 * r}v{2 * r}h-{2 * r}z",
    Shape.DIAMOND: lambda r: f"m0-{r + 1}l{r + 1} {r + 1}-{r + 1} {r + 1}-{r + 1}-{r + 1}z",
    Shape.STAR: lambda r: _star(r + 2),
    Shape.UP: lambda r: f"m0-{r + 1}l{r + 1} {2 * r + 1}h-{2 * r + 2}z",
    Shape.DOWN: lambda r: f"m0 {r + 1}l{r + 1}-{2 * r + 1}h-{2 * r + 2}z",
    Shape.SAME: lambda r: f"m-{r + 1}-2h{2 * r + 2}m-{2 * r + 2} 4h{2 * r + 2}",
    Shape.PAUSE: lambda r: f"m-2-{r + 1}v{2 * r + 2}m4-{2 * r + 2}v{2 * r + 2}",
    Shape.CROSS: lambda r: f"m-{r}-{r}l{2 * r} {2 * r}m-{2 * r} 0l{2 * r}-{2 * r}",
    Shape.BAR: lambda r: f"m-2-{r + 1}h4v{2 * r + 2}h-4z",
    Shape.FLAG: lambda r: f"m-1-{r + 6}h{2 * r + 5}l-{r} {r} {r} {r}h-{2 * r + 3}v{r + 4}h-2z",
}
PATHS = {(shape, size): draw(size) for shape, draw in DRAWN.items() for size in (SMALL, LARGE)}


@dataclass(frozen=True, kw_only=True)
class DrawnTrack:
    """A track with its marks, already written: a template would take ten times as long over thousands of them.

    `label` names it with how many marks it has, `top` is its place on the printed sheet. On the screen one mark of a
    track can be reached by the tab key, the others by arrows; on paper only their shapes are there.
    """

    name: str
    about: str
    label: str
    height: int
    top: int
    paths: Sequence[Path]
    labels: Sequence[Label]
    marks: SafeString
    lines: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class TickLabel:
    x: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Month:
    """What lies in a month, written as rows of the table."""

    name: str
    rows: SafeString


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything to draw. `lines` are the axis's, through all tracks; `has_lines`: some track has lines of its own."""

    days: str
    left: int
    width: int
    height: int
    axis_height: int
    lines: str
    ticks: Sequence[TickLabel]
    tracks: Sequence[DrawnTrack]
    has_lines: bool
    months: Sequence[Month]


def height_of(tracks: Iterable[Track]) -> int:
    return sum(NAME + track.height for track in tracks) + AXIS


def width_for_paper(tracks: Iterable[Track]) -> int:
    """As wide as makes the drawing fill a sheet that lies, whatever its height."""
    return max(WIDTH, height_of(tracks) * SHEET_WIDE // SHEET_HIGH - LEFT - RIGHT)


def drawn(tracks: Sequence[Track], axis: Axis, *, on_paper: bool = False) -> Picture:
    """The whole picture, with its table where it is not for paper."""
    ticks = axis.ticks()
    placed = list(_placed(tracks, on_paper=on_paper))
    height = height_of(tracks)
    return Picture(
        days=days_said(axis.span),
        left=-LEFT,
        width=LEFT + axis.width + RIGHT,
        height=height,
        axis_height=AXIS,
        lines="".join(f"M{tick.x} 0V{height}" for tick in ticks.ticks),
        ticks=_tick_labels([(tick.x, tick_said(tick.on, ticks.unit)) for tick in ticks.ticks], axis.width + RIGHT),
        tracks=placed,
        has_lines=any(track.lines for track in tracks),
        months=[] if on_paper else _months(tracks),
    )


def _tick_labels(ticks: Iterable[tuple[int, str]], end: int) -> list[TickLabel]:
    """Those that end before the drawing does."""
    return [TickLabel(x=x, text=text) for x, text in ticks if x + len(text) * LETTER <= end]


def _placed(tracks: Iterable[Track], *, on_paper: bool) -> Iterable[DrawnTrack]:
    top = AXIS
    for track in tracks:
        yield _track(track, top + NAME, on_paper=on_paper)
        top += NAME + track.height


def _track(track: Track, top: int, *, on_paper: bool) -> DrawnTrack:
    count = len(track.marks)
    label = ngettext("%(name)s, %(count)d mark", "%(name)s, %(count)d marks", count)
    return DrawnTrack(
        name=track.name,
        about=track.about,
        label=label % {"name": track.name, "count": count},
        height=track.height,
        top=top,
        paths=track.paths,
        labels=track.labels,
        marks=_shapes(track.marks) if on_paper else _marks(track.marks),
        lines=track.lines,
    )


# There may be a thousand marks: written by hand, as Django's own escaping of every number takes longer than all the
# rest. Words are escaped; everything else is made here.
def _shapes(marks: Iterable[Mark]) -> SafeString:
    return SafeString("".join(f'<path class="timeline-{mark.shape.value}" d="{_path(mark)}"/>' for mark in marks))


def _marks(marks: Iterable[Mark]) -> SafeString:
    tell = days_teller()
    return SafeString(
        "".join(
            f'<g class="timeline-mark" role="img" tabindex="{-1 if number else 0}">'
            f"<title>{escape(tell(mark.span))}: {escape(mark.words)}</title>"
            f'<path class="timeline-{mark.shape.value}" d="{_path(mark)}"/></g>'
            for number, mark in enumerate(marks)
        )
    )


def _row(days: str, track: str, words: str) -> str:
    return f"<tr><td>{escape(days)}</td><td>{escape(track)}</td><td>{escape(words)}</td></tr>"


def _path(mark: Mark) -> str:
    return f"M{mark.x} {mark.y}{PATHS[mark.shape, LARGE if mark.count > 1 else SMALL]}"


def _months(tracks: Iterable[Track]) -> list[Month]:
    """Every mark of every track once, the newest month first."""
    tell = days_teller()
    told: list[tuple[date, int, Mark, str]] = sorted(
        ((mark.span.first, number, mark, track.name) for number, track in enumerate(tracks) for mark in track.marks),
        key=lambda each: (-each[0].toordinal(), each[1]),
    )
    return [
        Month(
            name=month_said(month),
            rows=SafeString("".join(_row(tell(mark.span), name, mark.words) for _on, _no, mark, name in rows)),
        )
        for month, rows in groupby(told, key=lambda each: each[0].replace(day=1))
    ]
