"""What the formulary knows about what one person takes: effects to offer, red flags to ask about."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When

from medications.models import CommonEffect, Effect, Medication, RedFlag, TitrationPlan


def medications_of(patient_id: int) -> list[Medication]:
    """The medications of this person's plans that are not closed."""
    plans = TitrationPlan.objects.not_closed().filter(patient=patient_id)
    return list(Medication.objects.filter(pk__in=plans.values("medication")).order_by("name"))


def effects_for(medications: list[Medication]) -> list[str]:
    """Every effect by its name; what is common on these medications comes first."""
    common = CommonEffect.objects.filter(effect=OuterRef("pk"), medication__in=medications)
    first = Case(When(Exists(common), then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(Effect.objects.order_by(first, "term").values_list("term", flat=True))


def red_flags_of(medications: list[Medication]) -> list[str]:
    """What must be asked about on these medications, each once."""
    flags = RedFlag.objects.of([medication.pk for medication in medications])
    return list(Effect.objects.filter(pk__in=flags.values("effect")).order_by("term").values_list("term", flat=True))


def plannable_medications() -> list[tuple[int, str]]:
    """What a plan can be made for, as choices."""
    return list(Medication.objects.filter(can_be_planned=True).order_by("name").values_list("pk", "name"))


def named_medications() -> list[tuple[int, str]]:
    """The whole formulary, as choices."""
    return list(Medication.objects.order_by("name").values_list("pk", "name"))
