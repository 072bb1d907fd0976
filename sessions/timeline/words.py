"""Everything on the timeline in words: what a mark says on its own is what the table says too."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from patients.measures.scoring import Change
from sessions.models import LifeEvent
from sessions.timeline.axis import Span
from sessions.timeline.marks import Fact

NAMED = 5
WHOLE = "j F Y"
FORMATS = {"week": "j M", "month": "M Y", "year": "Y"}


@lru_cache(maxsize=8192)
def _day(day: date, form: str, language: str | None) -> str:
    return date_format(day, form)


def day_said(day: date, form: str = WHOLE) -> str:
    """A day in words; the same few thousand are asked for again and again."""
    return _day(day, form, get_language())


def days_said(span: Span) -> str:
    """ "3 March 2026", or "3 March 2026 to 21 March 2026"."""
    return days_teller()(span)


def days_teller() -> Callable[[Span], str]:
    """The same for many: the language is asked once."""
    language, several = get_language(), _("%(from)s to %(until)s")

    def tell(span: Span) -> str:
        first = _day(span.first, WHOLE, language)
        if span.first == span.last:
            return first
        return several % {"from": first, "until": _day(span.last, WHOLE, language)}

    return tell


def month_said(day: date) -> str:
    return day_said(day, "F Y")


def tick_said(day: date, unit: str) -> str:
    return day_said(day, FORMATS[unit])


def how_many(facts: Sequence[Fact]) -> str:
    """ "nausea 5, headache 3 and 2 others": what is named most often first."""
    named_how_often = Counter(name for fact in facts for name in fact.named)
    counted = sorted(named_how_often.items(), key=lambda each: (-each[1], each[0]))
    named = ", ".join(f"{what} {count}" if count > 1 else what for what, count in counted[:NAMED])
    others = sum(count for _what, count in counted[NAMED:])
    if not others:
        return named
    return ngettext("%(named)s and %(others)d other", "%(named)s and %(others)d others", others) % {
        "named": named,
        "others": others,
    }


def reports_summed_up(facts: Sequence[Fact], severity: str) -> str:
    count = sum(len(fact.named) for fact in facts)
    words = ngettext("%(count)d %(severity)s report: %(what)s", "%(count)d %(severity)s reports: %(what)s", count)
    return words % {"count": count, "severity": severity, "what": how_many(facts)}


def listed(facts: Sequence[Fact]) -> str:
    """Several in one place, each in its own words with its day."""
    template, language = _("%(day)s: %(words)s"), get_language()
    named = facts[: 2 * NAMED]
    said = "; ".join(template % {"day": _day(fact.on, "j M", language), "words": fact.words} for fact in named)
    more = len(facts) - len(named)
    return _("%(said)s; and %(more)d more") % {"said": said, "more": more} if more else said


def missed_said(days: int, in_a_row: int, medication: str) -> str:
    said = ngettext("%(days)d day missed", "%(days)d days missed", days) % {"days": days} if days else _("none missed")
    if in_a_row > 1:
        said = _("%(missed)s, %(days)d in a row") % {"missed": said, "days": in_a_row}
    return _("%(medication)s: %(missed)s on this dose, when asked") % {"medication": medication, "missed": said}


def life_event_said(event: LifeEvent) -> str:
    """In their words, with how well the day is known and whose words these are."""
    words = _("“%(words)s”") % {"words": event.words}
    if event.whose != LifeEvent.Whose.THEIRS:
        words = _("%(words)s, %(whose)s") % {"words": words, "whose": event.get_whose_display()}
    said = {
        LifeEvent.Exactness.MONTH.value: _("%(words)s, in %(month)s"),
        LifeEvent.Exactness.ABOUT.value: _("%(words)s, around %(month)s"),
    }.get(event.exactness, "%(words)s")
    return said % {"words": words, "month": month_said(event.on)}


@dataclass(frozen=True)
class Changes:
    """Sentences about changes of a total, translated once for a whole track."""

    same: str = field(default_factory=lambda: _("the same as %(then)s"))
    better: str = field(default_factory=lambda: _("%(points)s better than %(then)s"))
    worse: str = field(default_factory=lambda: _("%(points)s worse than %(then)s"))
    then: str = field(default_factory=lambda: _("on %(day)s"))
    before_dose: str = field(default_factory=lambda: _("before this dose, on %(day)s"))
    reliable: str = field(default_factory=lambda: _("%(change)s, more than chance"))
    matters: str = field(default_factory=lambda: _("%(change)s, enough to matter"))
    total: str = field(default_factory=lambda: _("%(total)s of %(high)s"))

    def said(self, points: str, changed: Change, since: date, *, is_of_dose: bool = False) -> str:
        """ "5 better than on 3 March 2026, more than chance"; what nobody published a line for says neither."""
        template = {"same": self.same, "better": self.better, "worse": self.worse}[changed.direction]
        then = (self.before_dose if is_of_dose else self.then) % {"day": day_said(since)}
        said = template % {"points": points, "then": then}
        said = self.reliable % {"change": said} if changed.is_reliable else said
        return self.matters % {"change": said} if changed.is_meaningful else said
