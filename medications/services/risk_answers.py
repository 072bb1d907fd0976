"""Risk answers in the side-effect log: as reports of the effect that they are about."""

from datetime import datetime

from medications.models import Effect, LogEntry, RedFlag
from medications.services.logging_effects import Report, log_report
from medications.terms import Course, EntryKind, Resolution, Severity, Source
from patients.models import Assessment, Patient
from patients.risk_log import RiskLog, register
from patients.rules.risk_answers import GRAVITY, Assessed, RiskAnswer
from practice.database.writing import write
from practice.staff.models import User

SOURCES = {Assessment.How.ASKED: Source.SESSION}


def log_risk_answer(
    *, patient: Patient, answer: RiskAnswer, how: str, happened_at: datetime, by: User, at: datetime
) -> LogEntry:
    """A report that blames no medicine, so that it counts for every plan; new, or worse than it was."""
    effect = _effect(answer.effect)
    report = Report(effect=effect, severity=Severity(answer.severity), course=_course(patient, effect, answer.severity))
    source = SOURCES.get(Assessment.How(how), Source.PATIENT)
    return log_report(patient=patient, report=report, source=source, happened_at=happened_at, by=by, at=at)


def looked_into(*, patient: Patient, effect: str, since: datetime) -> list[Assessed]:
    """Reports of it that a prescriber resolved since then. That it has ended is left out: coming back is news."""
    resolutions = (
        LogEntry.objects.filter(
            patient=patient, kind=EntryKind.RESOLUTION, about__effect__term=effect, recorded_at__gte=since
        )
        .exclude(resolution=Resolution.ENDED)
        .values_list("recorded_at", "about__severity")
    )
    return [Assessed(severity=severity, at=at) for at, severity in resolutions if severity]


def agreed_actions(*, effect: str) -> list[str]:
    """What stands beside red flags of this effect, each once."""
    flags = RedFlag.objects.filter(effect__term=effect, is_retired=False).exclude(agreed_action="")
    return sorted(set(flags.values_list("agreed_action", flat=True)))


def offer() -> None:
    """Called once, when the app is ready."""
    register(RiskLog(write=log_risk_answer, looked_into=looked_into, agreed_actions=agreed_actions))


def _effect(term: str) -> Effect:
    """The formulary's term. It comes with the formulary; where that was never loaded it begins here."""
    found = Effect.objects.filter(term__iexact=term).first()
    if found is None:
        found = Effect(term=term)
        write(found)
    return found


def _course(patient: Patient, effect: Effect, severity: str) -> Course:
    """Never "as before the first dose": that is for a clinician to say."""
    before = LogEntry.objects.filter(patient=patient, effect=effect).exclude(severity="").order_by("-id").first()
    if before is not None and GRAVITY.index(severity) > GRAVITY.index(before.severity):
        return Course.WORSE
    return Course.NEW
