"""The words of dosing, once: models store them, rules compute with them, pages show their labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TimeOfDay(TextChoices):
    MORNING = "morning", _("morning")
    MIDDAY = "midday", _("midday")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")
    BEDTIME = "bedtime", _("bedtime")
    ANY = "any", _("any time")


# A dose "at any time" may be taken by day, so it counts as one that is.
DAYTIME = frozenset({TimeOfDay.MORNING, TimeOfDay.MIDDAY, TimeOfDay.AFTERNOON, TimeOfDay.ANY})


class Form(TextChoices):
    """What the medicine comes as. Two forms are alike for dosing when route and release are (`RELEASE_OF`)."""

    TABLET = "tablet", _("tablet")
    CAPSULE = "capsule", _("capsule")
    LIQUID = "liquid", _("liquid")
    DISPERSIBLE = "orally-disintegrating", _("orally disintegrating tablet")
    IMMEDIATE_RELEASE = "immediate-release", _("immediate-release")
    DELAYED_RELEASE = "delayed-release", _("delayed-release")
    SUSTAINED_RELEASE = "sustained-release", _("sustained-release (12 hours)")
    EXTENDED_RELEASE = "extended-release", _("extended-release")
    SUBLINGUAL = "sublingual", _("sublingual")
    PATCH = "patch", _("patch")
    INJECTION = "injection", _("injection")


RELEASE_OF: dict[Form, str] = {
    Form.TABLET: "oral/immediate",
    Form.CAPSULE: "oral/immediate",
    Form.LIQUID: "oral/immediate",
    Form.DISPERSIBLE: "oral/immediate",
    Form.IMMEDIATE_RELEASE: "oral/immediate",
    Form.DELAYED_RELEASE: "oral/delayed",
    Form.SUSTAINED_RELEASE: "oral/sustained",
    Form.EXTENDED_RELEASE: "oral/extended",
    Form.SUBLINGUAL: "sublingual",
    Form.PATCH: "transdermal",
    Form.INJECTION: "injection",
}


class Direction(TextChoices):
    UP = "up", _("up")
    DOWN = "down", _("down")
    LATERAL = "lateral", _("lateral")
    STOP = "stop", _("stop")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("active")
    ON_HOLD = "on-hold", _("on hold")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", _("closed")


class ChangeKind(TextChoices):
    """What a dose change leads to: a step's dose, or nothing for now, or nothing for good."""

    DOSE = "dose", _("dose")
    PAUSE = "pause", _("pause")
    STOP = "stop", _("stop")


class EntryKind(TextChoices):
    REPORT = "report", _("report")
    CHECK_IN = "check-in", _("check-in, nothing to report")
    NOT_REACHED = "not-reached", _("not reached")
    WAIT_REQUEST = "wait-request", _("asks to wait")
    WAIT_WITHDRAWN = "wait-withdrawn", _("no longer asks to wait")
    CORRECTION = "correction", _("correction")
    RESOLUTION = "resolution", _("resolution")


class Source(TextChoices):
    PATIENT = "patient", _("patient, in person or in writing")
    PHONE = "phone", _("patient, by phone")
    SESSION = "session", _("in a session")
    STAFF = "staff", _("seen by staff")


class Severity(TextChoices):
    """Severe = stops ordinary activity or needs medical care."""

    MILD = "mild", _("mild")
    MODERATE = "moderate", _("moderate")
    SEVERE = "severe", _("severe")


class Course(TextChoices):
    NEW = "new", _("new")
    WORSE = "worse", _("worse")
    AS_BEFORE = "as-before", _("as before the first dose")


class Frequency(TextChoices):
    ONCE = "once", _("once")
    SOME_DAYS = "some-days", _("some days")
    MOST_DAYS = "most-days", _("most days")
    ALL_THE_TIME = "all-the-time", _("all the time")


class Bother(TextChoices):
    NOT_AT_ALL = "not-at-all", _("not at all")
    A_LITTLE = "a-little", _("a little")
    A_LOT = "a-lot", _("a lot")


class Resolution(TextChoices):
    """Why a red flag or a severe effect is no longer open. Long-standing needs a second prescriber."""

    ENDED = "ended", _("it has ended")
    OTHER_CAUSE = "other-cause", _("another cause was found")
    LONG_STANDING = "long-standing", _("long-standing and no worse than the baseline")


class FlagClass(TextChoices):
    """*Stop* blocks a step up; *treat* may need more of the medicine, and blocks until co-signed."""

    STOP = "stop", _("stop")
    TREAT = "treat", _("treat")


class SupplyKind(TextChoices):
    GIVEN = "given", _("given")
    COUNTED = "counted", _("counted")
    OLD = "old-tablets", _("old tablets")


class OldTablets(TextChoices):
    """What became of what was left over when the dose changed."""

    KEPT = "kept", _("kept for the next step")
    RETURNED = "returned", _("returned to the pharmacy")
    DISPOSED = "disposed", _("disposed of")
    UNKNOWN = "unknown", _("not known")


class Decision(TextChoices):
    PROCEED = "proceed", _("proceed with the next step")
    HOLD = "hold", _("hold: keep this dose for now")
    REDUCE = "reduce", _("reduce")
    STOP = "stop", _("stop")
    ENOUGH = "enough", _("this dose is enough, look again later")


class PatientView(TextChoices):
    AGREES = "agrees", _("agrees")
    WANTS_TO_WAIT = "wants-to-wait", _("wants to wait")
    NOT_ASKED = "not-asked", _("was not asked")


class FactKind(TextChoices):
    """What a fact of the formulary is about, and which of its values it uses (mg a day unless said otherwise)."""

    START = "start", _("usual first dose")  # high: mg a day
    GENTLE_START = "gentle-start", _("gentle first dose")  # high
    INCREMENT = "increment", _("increase at a time")  # low, high
    INTERVAL = "interval", _("days between increases")  # days
    RANGE = "range", _("usual range")  # low, high
    MAX_DAY = "max-day", _("maximum a day")  # high; 0: not to be used
    MAX_AT_ONE_TIME = "max-at-one-time", _("maximum at one time")  # high: mg
    DOSE_FACTOR = "dose-factor", _("share of the usual dose")  # high: a factor on the maximum
    RESTART = "restart", _("start lower down after a pause")  # days: more than so many without it
    TAPER = "taper", _("way down")  # high: mg at most per cut, low: percent of the dose at most; days between cuts
    CONTRAINDICATED = "contraindicated", _("must not be taken")  # names: conditions, or the condition of the fact
    CAUTION = "caution", _("caution")  # the same
    MONITORING = (
        "monitoring",
        _("measurement before an increase"),
    )  # names, days old at most, hours, low, high
    FOLLOW_UP = "follow-up", _("measurement while it is taken")  # names; days between, none: once. Holds nothing up
    START_CONDITION = "start-condition", _("before the first dose")  # names; days or hours without; low: score


class Standing(TextChoices):
    """How sure a fact is. What is only recalled reads "unconfirmed, check the label"."""

    LABEL = "label-checked", _("read in the label")
    PAPER = "paper-checked", _("read in the cited paper")
    RECALLED = "recalled", _("unconfirmed, check the label")
    CONFIRMED = "confirmed", _("confirmed by the practice")


class InteractionSeverity(TextChoices):
    CONTRAINDICATED = "contraindicated", _("must not be combined")
    MAJOR = "major", _("needs a plan before any increase")
    MODERATE = "moderate", _("needs a check")
    MINOR = "minor", _("worth knowing")
