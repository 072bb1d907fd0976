"""What somebody has been through: told first what cannot be kept private, asked in broad categories, and kept safe."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patients.models import Experience, LimitsTold, LimitsWording, Patient, SafetyCheck
from patients.rules.reading_rights import Part
from patients.services.confiding import confide, confide_to, told_first, with_reason
from practice.encryption import decrypt, encrypt
from practice.staff.models import User

TO_BE_COMPLETED = "[…]"


def shipped_limits() -> str:
    """What stands there until the practice has written its own; it states no law."""
    return _(
        "Most of what you tell us stays with us. Some things we cannot keep to ourselves: […]\n\n"
        "You decide how much you tell us, and you can stop at any time. Before we pass anything on, we try to tell you "
        "first."
    )


def limits_in_use() -> LimitsWording | None:
    """The newest wording that the practice has published."""
    return LimitsWording.objects.order_by("-number").first()


def next_number() -> int:
    """Of the version after the one in use; the database takes each number once."""
    before = limits_in_use()
    return before.number + 1 if before else 1


def explain_limits(*, patient: Patient, source: str, by: User, at: datetime, words: str = "") -> LimitsTold:
    """Somebody explained what cannot be kept private, in the wording of today."""
    wording = limits_in_use()
    told = LimitsTold(
        patient=patient,
        wording=wording,
        shipped_words="" if wording else shipped_limits(),
        words=words.strip(),
        source=source,
    )
    return confide(told, "limits.explained", by=by, at=at)


def record_experience(
    *,
    patient: Patient,
    kind: str,
    answer: str,
    source: str,
    by: User,
    at: datetime,
    when: str = "",
    ongoing: str = Experience.Ongoing.NOT_ASKED,
    ask_from_on: date | None = None,
) -> Experience:
    """An answer about one kind of experience. That something goes on asks a person for a safety check.

    Raises ValidationError before the limits were explained, or where it does not fit.
    """
    told_first(patient.pk)
    row = Experience(
        patient=patient,
        kind=kind,
        answer=answer,
        when=when,
        ongoing=ongoing,
        ask_from_on=ask_from_on,
        source=source,
    )
    return confide_to(Part.EXPERIENCES, row, "experience.recorded", by=by, at=at)


def withdraw_experience(*, experience: Experience, because: str, source: str, by: User, at: datetime) -> Experience:
    """It was a mistake, or they take it back; the row stays. Raises ValidationError without a reason."""
    row = Experience(
        patient=experience.patient,
        kind=experience.kind,
        answer=experience.answer,
        when=experience.when,
        ongoing=experience.ongoing,
        ask_from_on=experience.ask_from_on,
        source=source,
        withdrawn_because=with_reason(because),
    )
    return confide_to(Part.EXPERIENCES, row, "experience.withdrawn", by=by, at=at)


def record_safety_check(
    *, patient: Patient, was_alone: bool, found: str, source: str, by: User, at: datetime, agreed: str = ""
) -> SafetyCheck:
    """A person asked how safe they are now, or could not ask, as they were not alone.

    Whoever treats them may write it down, whatever else they may read. Raises ValidationError.
    """
    if found == SafetyCheck.Found.UNSAFE_NOW and not agreed.strip():
        raise ValidationError({"agreed": _("Write what you agreed on for now.")})
    check = SafetyCheck(
        patient=patient,
        was_alone=was_alone,
        found=found,
        agreed_sealed=encrypt(agreed.strip(), purpose=_purpose(patient.pk)) if agreed.strip() else "",
        source=source,
    )
    return confide(check, "safety.checked", by=by, at=at)


def agreed_in(check: SafetyCheck) -> str:
    """What was agreed at a safety check, for those who may read it (`visible_to`)."""
    return decrypt(check.agreed_sealed, purpose=_purpose(check.patient_id)) if check.agreed_sealed else ""


def _purpose(patient_id: int) -> str:
    return f"safety check of patient {patient_id}"
