"""How the body deals with medicines: liver and kidneys, enzymes, pregnancy. Nobody asked is the absence of a row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.models.told import Told


class OrganFunction(Told):
    """How well liver or kidneys work; the clearance is that of creatinine and belongs to the kidneys."""

    class Organ(models.TextChoices):
        HEPATIC = "hepatic", _("Liver")
        RENAL = "renal", _("Kidneys")

    class Impairment(models.TextChoices):
        NONE = "none", _("not impaired")
        MILD = "mild", _("mildly impaired")
        MODERATE = "moderate", _("moderately impaired")
        SEVERE = "severe", _("severely impaired")
        UNKNOWN = "unknown", _("not known")

    organ = models.CharField(_("organ"), max_length=10, choices=Organ)
    impairment = models.CharField(_("how well it works"), max_length=10, choices=Impairment)
    creatinine_clearance_ml_min = models.DecimalField(
        _("creatinine clearance, mL/min"), max_digits=4, decimal_places=1, null=True, blank=True
    )

    told_apart_by: ClassVar[tuple[str, ...]] = ("organ",)

    class Meta(Told.Meta):
        verbose_name = _("organ function")
        verbose_name_plural = _("organ functions")
        constraints = [
            models.CheckConstraint(
                condition=Q(creatinine_clearance_ml_min__isnull=True) | Q(organ="renal"),
                name="clearance_is_of_the_kidneys",
                violation_error_message=_("A clearance belongs to the kidneys."),
            ),
            models.CheckConstraint(
                condition=Q(creatinine_clearance_ml_min__isnull=True)
                | Q(creatinine_clearance_ml_min__gte=1, creatinine_clearance_ml_min__lte=250),
                name="clearance_is_plausible",
                violation_error_message=_("Enter a clearance between 1 and 250 mL/min."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "organ", "-id"], name="organ_function_by_patient")]

    def __str__(self) -> str:
        return f"organ function {self.pk}"


class Genotype(Told):
    """How fast an enzyme breaks medicines down, as a laboratory found."""

    class Gene(models.TextChoices):
        CYP2D6 = "CYP2D6", "CYP2D6"
        CYP2C19 = "CYP2C19", "CYP2C19"

    class Phenotype(models.TextChoices):
        POOR = "poor", _("poor metaboliser")
        INTERMEDIATE = "intermediate", _("intermediate metaboliser")
        NORMAL = "normal", _("normal metaboliser")
        RAPID = "rapid", _("rapid metaboliser")
        ULTRARAPID = "ultrarapid", _("ultrarapid metaboliser")

    gene = models.CharField(_("gene"), max_length=10, choices=Gene)
    phenotype = models.CharField(_("found"), max_length=20, choices=Phenotype)

    told_apart_by: ClassVar[tuple[str, ...]] = ("gene",)

    class Meta(Told.Meta):
        verbose_name = _("genotype")
        verbose_name_plural = _("genotypes")
        constraints = [
            models.CheckConstraint(
                condition=Q(gene__in=["CYP2D6", "CYP2C19"]),
                name="gene_is_one_we_know",
                violation_error_message=_("Choose a gene from the list."),
            )
        ]
        indexes = [models.Index(fields=["patient", "gene", "-id"], name="genotype_by_patient")]

    def __str__(self) -> str:
        return f"genotype {self.pk}"


class PregnancyAnswer(Told):
    """Whether somebody is pregnant or breast-feeding, as they said. Declined is an answer too."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not known")
        DECLINED = "declined", _("declined to say")

    pregnant = models.CharField(_("pregnant"), max_length=10, choices=Answer)
    breast_feeding = models.CharField(_("breast-feeding"), max_length=10, choices=Answer)

    class Meta(Told.Meta):
        verbose_name = _("answer about pregnancy")
        verbose_name_plural = _("answers about pregnancy")
        constraints = [
            models.CheckConstraint(
                condition=Q(pregnant__in=["yes", "no", "unknown", "declined"])
                & Q(breast_feeding__in=["yes", "no", "unknown", "declined"]),
                name="pregnancy_answer_is_one_of_four",
                violation_error_message=_("Choose one of the four answers."),
            )
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="pregnancy_answer_by_patient")]

    def __str__(self) -> str:
        return f"answer about pregnancy {self.pk}"
