import datetime
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import practice.database.operations
from medications.sql import sql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        practice.database.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Effect",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("term", models.CharField(max_length=80, unique=True, verbose_name="term")),
                        (
                            "needs_end_or_cause",
                            models.BooleanField(
                                default=False,
                                help_text="Rash, neuroleptic malignant syndrome, serotonin syndrome and angioedema cannot be long-standing.",
                                verbose_name="closed only when ended or explained",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "effect",
                        "verbose_name_plural": "effects",
                        "ordering": ["term"],
                    },
                ),
                migrations.CreateModel(
                    name="Medication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("drug_class", models.CharField(blank=True, max_length=80, verbose_name="class")),
                        (
                            "is_sedating",
                            models.BooleanField(default=False, verbose_name="sedating or pressure-lowering"),
                        ),
                        (
                            "is_dangerous_in_overdose",
                            models.BooleanField(default=False, verbose_name="dangerous in overdose"),
                        ),
                        (
                            "can_be_planned",
                            models.BooleanField(
                                default=True,
                                help_text="Not for what is known only because it matters beside another medicine.",
                                verbose_name="plans can be made for it",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "medication",
                        "verbose_name_plural": "medications",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="PracticeThresholds",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "standing_systolic_under",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("100"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(60),
                                    django.core.validators.MaxValueValidator(140),
                                ],
                                verbose_name="no increase with a systolic pressure, standing, under (mmHg)",
                            ),
                        ),
                        (
                            "standing_systolic_fall",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("20"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="… or a fall of the systolic pressure on standing of (mmHg)",
                            ),
                        ),
                        (
                            "standing_diastolic_fall",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("10"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="… or of the diastolic pressure of (mmHg)",
                            ),
                        ),
                        (
                            "seated_systolic",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("160"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(120),
                                    django.core.validators.MaxValueValidator(220),
                                ],
                                verbose_name="… or a systolic pressure, seated, from (mmHg)",
                            ),
                        ),
                        (
                            "seated_diastolic",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("100"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(70),
                                    django.core.validators.MaxValueValidator(140),
                                ],
                                verbose_name="… or a diastolic one from (mmHg)",
                            ),
                        ),
                        (
                            "baseline_valid_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                help_text="Where the medicine's fact gives no days.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="a measurement before a first dose counts for (days)",
                            ),
                        ),
                        (
                            "level_timing_hours",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="a level may be taken earlier or later by (hours)",
                            ),
                        ),
                        (
                            "score_valid_hours",
                            models.PositiveSmallIntegerField(
                                default=24,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(72),
                                ],
                                verbose_name="a withdrawal score before a first dose counts for (hours)",
                            ),
                        ),
                        (
                            "restart_after_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Where the medicine's rule gives no number of days.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="begin lower down after more than (days) without it",
                            ),
                        ),
                        (
                            "gentle_from_age",
                            models.PositiveSmallIntegerField(
                                default=65,
                                validators=[
                                    django.core.validators.MinValueValidator(18),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="offer the gentle pace first from (years of age)",
                            ),
                        ),
                        (
                            "follow_up_baseline_days",
                            models.PositiveSmallIntegerField(
                                default=90,
                                help_text="Weight, liver, kidney and the like: what is due and holds nothing up.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="the first of the later measurements may be older than the first dose by (days)",
                            ),
                        ),
                        (
                            "follow_up_early_days",
                            models.PositiveSmallIntegerField(
                                default=7,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="a later one may be taken early by (days)",
                            ),
                        ),
                        (
                            "follow_up_within_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="what is due and holds nothing up is to be done within (days)",
                            ),
                        ),
                        (
                            "pregnancy_asked_under_age",
                            models.PositiveSmallIntegerField(
                                default=55,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="ask about pregnancy under (years of age)",
                            ),
                        ),
                        (
                            "decided",
                            models.CharField(
                                help_text="For example: prescribers' meeting of 3 May; the guideline that was read.",
                                max_length=300,
                                verbose_name="who decided, when, and on what grounds",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "thresholds of the practice",
                        "verbose_name_plural": "thresholds of the practice",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)),
                                name="thresholds_are_one_row",
                                violation_error_message="The practice has one set of thresholds: change that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided", ""), _negated=True),
                                name="thresholds_were_decided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Regimen",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("tablet", "tablet"),
                                    ("capsule", "capsule"),
                                    ("liquid", "liquid"),
                                    ("orally-disintegrating", "orally disintegrating tablet"),
                                    ("immediate-release", "immediate-release"),
                                    ("delayed-release", "delayed-release"),
                                    ("sustained-release", "sustained-release (12 hours)"),
                                    ("extended-release", "extended-release"),
                                    ("sublingual", "sublingual"),
                                    ("patch", "patch"),
                                    ("injection", "injection"),
                                ],
                                default="tablet",
                                max_length=30,
                                verbose_name="form",
                            ),
                        ),
                        (
                            "release",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(form="tablet", then=models.Value("oral/immediate")),
                                    models.When(form="capsule", then=models.Value("oral/immediate")),
                                    models.When(form="liquid", then=models.Value("oral/immediate")),
                                    models.When(form="orally-disintegrating", then=models.Value("oral/immediate")),
                                    models.When(form="immediate-release", then=models.Value("oral/immediate")),
                                    models.When(form="delayed-release", then=models.Value("oral/delayed")),
                                    models.When(form="sustained-release", then=models.Value("oral/sustained")),
                                    models.When(form="extended-release", then=models.Value("oral/extended")),
                                    models.When(form="sublingual", then=models.Value("sublingual")),
                                    models.When(form="patch", then=models.Value("transdermal")),
                                    models.When(form="injection", then=models.Value("injection")),
                                    output_field=models.CharField(max_length=30),
                                ),
                                output_field=models.CharField(max_length=30),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "regimen",
                        "verbose_name_plural": "regimens",
                    },
                ),
                migrations.CreateModel(
                    name="TargetMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                help_text="Its code, as “phq9”; each measure stands here once.",
                                max_length=40,
                                unique=True,
                                verbose_name="measure",
                            ),
                        ),
                        ("symptoms", models.CharField(max_length=80, verbose_name="for which symptoms")),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                help_text="Small letters, with commas: indications of the formulary, or single words of what a plan is for.",
                                size=None,
                                verbose_name="words of a plan",
                            ),
                        ),
                        (
                            "after_days",
                            models.PositiveSmallIntegerField(
                                help_text="From then on it is due; a measure about the last two weeks asks for two weeks on the dose.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="days after a new dose began",
                            ),
                        ),
                        (
                            "baseline_days",
                            models.PositiveSmallIntegerField(
                                help_text="One that was filled in so long before a plan began still counts as its beginning.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="days before the first dose at most",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                    ],
                    options={
                        "verbose_name": "measure for target symptoms",
                        "verbose_name_plural": "measures for target symptoms",
                        "ordering": ["symptoms", "measure"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", ""), _negated=True), models.Q(("symptoms", ""), _negated=True)
                                ),
                                name="target_measure_says_which_for_what",
                                violation_error_message="Say which measure, and for which symptoms.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("after_days__range", (1, 365)), ("baseline_days__lte", 365)),
                                name="target_measure_days_are_within_a_year",
                                violation_error_message="Give days within one year.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("class_code", models.SlugField(max_length=60, verbose_name="class")),
                        ("member_code", models.SlugField(max_length=60, verbose_name="medicine or substance")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer belongs")),
                    ],
                    options={
                        "verbose_name": "member of a class",
                        "verbose_name_plural": "members of classes",
                        "ordering": ["class_code", "member_code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("class_code", "member_code"),
                                name="class_member_once_in_its_class",
                                violation_error_message="It already belongs to that class.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("class_code", models.SlugField(db_index=False, max_length=60, verbose_name="class")),
                        (
                            "member_code",
                            models.SlugField(db_index=False, max_length=60, verbose_name="medicine or substance"),
                        ),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer belongs")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.classmember",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CommonEffect",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "effect",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="common_for",
                                to="medications.effect",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="common_effects",
                                to="medications.medication",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "common effect",
                        "verbose_name_plural": "common effects",
                        "ordering": ["medication", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("medication", "effect"), name="common_effect_once_per_medication"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 0)), name="common_effect_has_a_place"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffectEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("term", models.CharField(max_length=80, verbose_name="term")),
                        (
                            "needs_end_or_cause",
                            models.BooleanField(
                                default=False,
                                help_text="Rash, neuroleptic malignant syndrome, serotonin syndrome and angioedema cannot be long-standing.",
                                verbose_name="closed only when ended or explained",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.effect",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("held_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(null=True)),
                        ("lift_reason", models.TextField(blank=True, verbose_name="why it was lifted")),
                        (
                            "held_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hold",
                        "verbose_name_plural": "holds",
                        "ordering": ["plan", "-held_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at", None), ("lifted_by", None)),
                                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hold_is_lifted_at_a_moment_by_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        ("one", models.SlugField(max_length=60, verbose_name="one")),
                        ("other", models.SlugField(max_length=60, verbose_name="other")),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("contraindicated", "must not be combined"),
                                    ("major", "needs a plan before any increase"),
                                    ("moderate", "needs a check"),
                                    ("minor", "worth knowing"),
                                ],
                                max_length=20,
                                verbose_name="severity",
                            ),
                        ),
                        ("mechanism", models.CharField(blank=True, max_length=300, verbose_name="how it comes about")),
                        ("effect", models.CharField(blank=True, max_length=300, verbose_name="what can happen")),
                        ("action", models.CharField(blank=True, max_length=300, verbose_name="what to do")),
                        (
                            "wash_out_days",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="[“what was stopped”, “what is started”, days], one for each direction that is known.",
                                verbose_name="days between",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "interaction",
                        "verbose_name_plural": "interactions",
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("standing", "confirmed"),
                                    ),
                                    models.Q(
                                        models.Q(("standing", "confirmed"), _negated=True),
                                        ("confirmed_at", None),
                                        ("confirmed_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="interaction_is_confirmed_at_a_moment_by_somebody",
                                violation_error_message="To confirm it, tick it in the list and choose “Confirm”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("one", models.F("other")), _negated=True),
                                name="interaction_is_between_two",
                                violation_error_message="Name two different medicines, classes or substances.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        ("one", models.SlugField(db_index=False, max_length=60, verbose_name="one")),
                        ("other", models.SlugField(db_index=False, max_length=60, verbose_name="other")),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("contraindicated", "must not be combined"),
                                    ("major", "needs a plan before any increase"),
                                    ("moderate", "needs a check"),
                                    ("minor", "worth knowing"),
                                ],
                                max_length=20,
                                verbose_name="severity",
                            ),
                        ),
                        ("mechanism", models.CharField(blank=True, max_length=300, verbose_name="how it comes about")),
                        ("effect", models.CharField(blank=True, max_length=300, verbose_name="what can happen")),
                        ("action", models.CharField(blank=True, max_length=300, verbose_name="what to do")),
                        (
                            "wash_out_days",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="[“what was stopped”, “what is started”, days], one for each direction that is known.",
                                verbose_name="days between",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.interaction",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LogEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("report", "report"),
                                    ("check-in", "check-in, nothing to report"),
                                    ("not-reached", "not reached"),
                                    ("wait-request", "asks to wait"),
                                    ("wait-withdrawn", "no longer asks to wait"),
                                    ("correction", "correction"),
                                    ("resolution", "resolution"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                blank=True,
                                choices=[("mild", "mild"), ("moderate", "moderate"), ("severe", "severe")],
                                max_length=10,
                                verbose_name="severity",
                            ),
                        ),
                        (
                            "course",
                            models.CharField(
                                blank=True,
                                choices=[("new", "new"), ("worse", "worse"), ("as-before", "as before the first dose")],
                                max_length=10,
                                verbose_name="course",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("once", "once"),
                                    ("some-days", "some days"),
                                    ("most-days", "most days"),
                                    ("all-the-time", "all the time"),
                                ],
                                max_length=20,
                                verbose_name="how often",
                            ),
                        ),
                        (
                            "bother",
                            models.CharField(
                                blank=True,
                                choices=[("not-at-all", "not at all"), ("a-little", "a little"), ("a-lot", "a lot")],
                                max_length=20,
                                verbose_name="how much it bothers",
                            ),
                        ),
                        ("onset_on", models.DateField(blank=True, null=True, verbose_name="since")),
                        ("in_their_words", models.TextField(blank=True, verbose_name="in the patient's words")),
                        ("note", models.TextField(blank=True, verbose_name="the clinician's note")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("patient", "patient, in person or in writing"),
                                    ("phone", "patient, by phone"),
                                    ("session", "in a session"),
                                    ("staff", "seen by staff"),
                                ],
                                max_length=10,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "asked_about",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="red flags asked about",
                            ),
                        ),
                        (
                            "resolution",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ended", "it has ended"),
                                    ("other-cause", "another cause was found"),
                                    ("long-standing", "long-standing and no worse than the baseline"),
                                ],
                                max_length=20,
                                verbose_name="resolution",
                            ),
                        ),
                        ("is_retraction", models.BooleanField(default=False, verbose_name="entered by mistake")),
                        ("happened_at", models.DateTimeField(verbose_name="when")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="later",
                                to="medications.logentry",
                            ),
                        ),
                        (
                            "effect",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="medications.effect",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="log", to="patients.patient"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="log",
                                to="medications.medication",
                                verbose_name="about",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "log entry",
                        "verbose_name_plural": "log entries",
                        "ordering": ["-happened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "-happened_at", "-id"], name="log_by_patient"),
                            models.Index(
                                condition=models.Q(("about__isnull", False)),
                                fields=["about"],
                                name="log_by_entry_spoken_of",
                            ),
                            models.Index(
                                condition=models.Q(("kind__startswith", "wait")),
                                fields=["patient", "kind"],
                                name="log_waits",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "report"), _negated=True),
                                    models.Q(
                                        ("effect__isnull", False),
                                        models.Q(("severity", ""), _negated=True),
                                        models.Q(("course", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_says_what_how_bad_and_since_when",
                                violation_error_message="A report names the effect, how bad it is and its course.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("about__isnull", False), ("kind__in", ["correction", "resolution"])),
                                    models.Q(
                                        models.Q(("kind__in", ["correction", "resolution"]), _negated=True),
                                        ("about", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="corrections_and_resolutions_are_about_an_entry",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "resolution"), ("resolution", ""), _connector="XOR"),
                                name="only_resolutions_resolve",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "resolution"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="resolution_gives_a_reason",
                                violation_error_message="Say why it is resolved.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "wait-withdrawn"), _negated=True),
                                    models.Q(("in_their_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="wait_is_withdrawn_in_the_patients_words",
                                violation_error_message="Write what the patient said: only they can take the wait back.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "correction")),
                                fields=("about",),
                                name="entry_is_corrected_once",
                                violation_error_message="This entry was already corrected; correct the correction.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommonEffectEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.commoneffect",
                            ),
                        ),
                        (
                            "effect",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.effect",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MedicationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("drug_class", models.CharField(blank=True, max_length=80, verbose_name="class")),
                        (
                            "is_sedating",
                            models.BooleanField(default=False, verbose_name="sedating or pressure-lowering"),
                        ),
                        (
                            "is_dangerous_in_overdose",
                            models.BooleanField(default=False, verbose_name="dangerous in overdose"),
                        ),
                        (
                            "can_be_planned",
                            models.BooleanField(
                                default=True,
                                help_text="Not for what is known only because it matters beside another medicine.",
                                verbose_name="plans can be made for it",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.medication",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MedicationFact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("start", "usual first dose"),
                                    ("gentle-start", "gentle first dose"),
                                    ("increment", "increase at a time"),
                                    ("interval", "days between increases"),
                                    ("range", "usual range"),
                                    ("max-day", "maximum a day"),
                                    ("max-at-one-time", "maximum at one time"),
                                    ("dose-factor", "share of the usual dose"),
                                    ("restart", "start lower down after a pause"),
                                    ("taper", "way down"),
                                    ("contraindicated", "must not be taken"),
                                    ("caution", "caution"),
                                    ("monitoring", "measurement before an increase"),
                                    ("follow-up", "measurement while it is taken"),
                                    ("start-condition", "before the first dose"),
                                ],
                                max_length=20,
                                verbose_name="what it is about",
                            ),
                        ),
                        (
                            "low",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="from"
                            ),
                        ),
                        (
                            "high",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="to"
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days")),
                        ("hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours")),
                        (
                            "names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="names",
                            ),
                        ),
                        (
                            "applies_when",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Empty: always. Else every part has to hold, for example {“age_over”: 60}.",
                                verbose_name="applies when",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="medications.medication",
                                verbose_name="medication",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fact",
                        "verbose_name_plural": "facts",
                        "ordering": ["medication", "kind", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("standing", "confirmed"),
                                    ),
                                    models.Q(
                                        models.Q(("standing", "confirmed"), _negated=True),
                                        ("confirmed_at", None),
                                        ("confirmed_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="medicationfact_is_confirmed_at_a_moment_by_somebody",
                                violation_error_message="To confirm it, tick it in the list and choose “Confirm”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("low", None),
                                    ("high", None),
                                    ("low__lte", models.F("high")),
                                    ("kind", "taper"),
                                    _connector="OR",
                                ),
                                name="fact_runs_from_low_to_high",
                                violation_error_message="“From” is more than “to”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("low", None), ("low__gte", 0), _connector="OR"),
                                    models.Q(("high", None), ("high__gte", 0), _connector="OR"),
                                ),
                                name="fact_has_no_amount_below_nothing",
                                violation_error_message="An amount cannot be below zero.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicationFactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("start", "usual first dose"),
                                    ("gentle-start", "gentle first dose"),
                                    ("increment", "increase at a time"),
                                    ("interval", "days between increases"),
                                    ("range", "usual range"),
                                    ("max-day", "maximum a day"),
                                    ("max-at-one-time", "maximum at one time"),
                                    ("dose-factor", "share of the usual dose"),
                                    ("restart", "start lower down after a pause"),
                                    ("taper", "way down"),
                                    ("contraindicated", "must not be taken"),
                                    ("caution", "caution"),
                                    ("monitoring", "measurement before an increase"),
                                    ("follow-up", "measurement while it is taken"),
                                    ("start-condition", "before the first dose"),
                                ],
                                max_length=20,
                                verbose_name="what it is about",
                            ),
                        ),
                        (
                            "low",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="from"
                            ),
                        ),
                        (
                            "high",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=12, null=True, verbose_name="to"
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days")),
                        ("hours", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours")),
                        (
                            "names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="names",
                            ),
                        ),
                        (
                            "applies_when",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Empty: always. Else every part has to hold, for example {“age_over”: 60}.",
                                verbose_name="applies when",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                                verbose_name="medication",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.medicationfact",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MissedDoses",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("missed_days", models.PositiveSmallIntegerField(verbose_name="days missed on this dose")),
                        (
                            "missed_in_a_row",
                            models.PositiveSmallIntegerField(default=0, verbose_name="of these in a row"),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("patient", "patient, in person or in writing"),
                                    ("phone", "patient, by phone"),
                                    ("session", "in a session"),
                                    ("staff", "seen by staff"),
                                ],
                                max_length=10,
                                verbose_name="source",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked on")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="missed_doses",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="missed_doses",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "missed doses",
                        "verbose_name_plural": "missed doses",
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("missed_in_a_row__lte", models.F("missed_days"))),
                                name="missed_in_a_row_is_part_of_missed",
                                violation_error_message="Days in a row cannot be more than all missed days.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OtherMedication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("dose", models.CharField(blank=True, max_length=120, verbose_name="dose, as told")),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="since")),
                        ("changed_on", models.DateField(blank=True, null=True, verbose_name="last raised on")),
                        ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                        (
                            "is_brief",
                            models.BooleanField(default=False, verbose_name="a short course or a comfort medicine"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="other_medications",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "other medication",
                        "verbose_name_plural": "other medications",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stopped_on", None),
                                    ("started_on", None),
                                    ("stopped_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="other_medication_stops_after_it_starts",
                                violation_error_message="It stopped before it started.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OtherMedicationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("dose", models.CharField(blank=True, max_length=120, verbose_name="dose, as told")),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="since")),
                        ("changed_on", models.DateField(blank=True, null=True, verbose_name="last raised on")),
                        ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                        (
                            "is_brief",
                            models.BooleanField(default=False, verbose_name="a short course or a comfort medicine"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.othermedication",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlanTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                        ("indication", models.CharField(blank=True, max_length=60, verbose_name="indication")),
                        (
                            "target_low_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target from (mg a day)",
                            ),
                        ),
                        (
                            "target_high_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target to (mg a day)",
                            ),
                        ),
                        (
                            "judge_after_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="judge a dose after (days)"
                            ),
                        ),
                        (
                            "is_low_dose_start",
                            models.BooleanField(
                                default=False, verbose_name="a low-dose start, in place of a withdrawal score"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("retired_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_templates",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "retired_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan template",
                        "verbose_name_plural": "plan templates",
                        "ordering": ["medication", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("medication", "name"),
                                name="template_name_once_per_medication",
                                violation_error_message="There is already a template of this name for this medicine.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at", None), ("retired_by", None)),
                                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="template_is_retired_at_a_moment_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("target_low_mg", None), ("target_low_mg__gt", 0), _connector="OR"),
                                    models.Q(("target_high_mg", None), ("target_high_mg__gt", 0), _connector="OR"),
                                    models.Q(
                                        ("target_low_mg", None),
                                        ("target_high_mg", None),
                                        ("target_low_mg__lte", models.F("target_high_mg")),
                                        _connector="OR",
                                    ),
                                ),
                                name="template_target_runs_from_low_to_high",
                                violation_error_message="The target runs from a lower to a higher amount.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PracticeThresholdsEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                        (
                            "standing_systolic_under",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("100"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(60),
                                    django.core.validators.MaxValueValidator(140),
                                ],
                                verbose_name="no increase with a systolic pressure, standing, under (mmHg)",
                            ),
                        ),
                        (
                            "standing_systolic_fall",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("20"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="… or a fall of the systolic pressure on standing of (mmHg)",
                            ),
                        ),
                        (
                            "standing_diastolic_fall",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("10"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(5),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="… or of the diastolic pressure of (mmHg)",
                            ),
                        ),
                        (
                            "seated_systolic",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("160"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(120),
                                    django.core.validators.MaxValueValidator(220),
                                ],
                                verbose_name="… or a systolic pressure, seated, from (mmHg)",
                            ),
                        ),
                        (
                            "seated_diastolic",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("100"),
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(70),
                                    django.core.validators.MaxValueValidator(140),
                                ],
                                verbose_name="… or a diastolic one from (mmHg)",
                            ),
                        ),
                        (
                            "baseline_valid_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                help_text="Where the medicine's fact gives no days.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="a measurement before a first dose counts for (days)",
                            ),
                        ),
                        (
                            "level_timing_hours",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="a level may be taken earlier or later by (hours)",
                            ),
                        ),
                        (
                            "score_valid_hours",
                            models.PositiveSmallIntegerField(
                                default=24,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(72),
                                ],
                                verbose_name="a withdrawal score before a first dose counts for (hours)",
                            ),
                        ),
                        (
                            "restart_after_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Where the medicine's rule gives no number of days.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="begin lower down after more than (days) without it",
                            ),
                        ),
                        (
                            "gentle_from_age",
                            models.PositiveSmallIntegerField(
                                default=65,
                                validators=[
                                    django.core.validators.MinValueValidator(18),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="offer the gentle pace first from (years of age)",
                            ),
                        ),
                        (
                            "follow_up_baseline_days",
                            models.PositiveSmallIntegerField(
                                default=90,
                                help_text="Weight, liver, kidney and the like: what is due and holds nothing up.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="the first of the later measurements may be older than the first dose by (days)",
                            ),
                        ),
                        (
                            "follow_up_early_days",
                            models.PositiveSmallIntegerField(
                                default=7,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="a later one may be taken early by (days)",
                            ),
                        ),
                        (
                            "follow_up_within_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="what is due and holds nothing up is to be done within (days)",
                            ),
                        ),
                        (
                            "pregnancy_asked_under_age",
                            models.PositiveSmallIntegerField(
                                default=55,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="ask about pregnancy under (years of age)",
                            ),
                        ),
                        (
                            "decided",
                            models.CharField(
                                help_text="For example: prescribers' meeting of 3 May; the guideline that was read.",
                                max_length=300,
                                verbose_name="who decided, when, and on what grounds",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.practicethresholds",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Presentation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("tablet", "tablet"),
                                    ("capsule", "capsule"),
                                    ("liquid", "liquid"),
                                    ("orally-disintegrating", "orally disintegrating tablet"),
                                    ("immediate-release", "immediate-release"),
                                    ("delayed-release", "delayed-release"),
                                    ("sustained-release", "sustained-release (12 hours)"),
                                    ("extended-release", "extended-release"),
                                    ("sublingual", "sublingual"),
                                    ("patch", "patch"),
                                    ("injection", "injection"),
                                ],
                                max_length=30,
                                verbose_name="comes as",
                            ),
                        ),
                        (
                            "strength_mg",
                            models.DecimalField(decimal_places=4, max_digits=12, verbose_name="strength (mg)"),
                        ),
                        ("is_per_ml", models.BooleanField(default=False, verbose_name="in each millilitre")),
                        ("is_splittable", models.BooleanField(default=False, verbose_name="can be divided")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presentations",
                                to="medications.medication",
                                verbose_name="medication",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "presentation",
                        "verbose_name_plural": "presentations",
                        "ordering": ["medication", "form", "strength_mg", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("standing", "confirmed"),
                                    ),
                                    models.Q(
                                        models.Q(("standing", "confirmed"), _negated=True),
                                        ("confirmed_at", None),
                                        ("confirmed_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="presentation_is_confirmed_at_a_moment_by_somebody",
                                violation_error_message="To confirm it, tick it in the list and choose “Confirm”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("strength_mg__gt", Decimal("0"))),
                                name="presentation_has_a_strength",
                                violation_error_message="The strength has to be more than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_per_ml", False), ("form", "liquid"), _connector="OR"),
                                name="presentation_per_ml_is_a_liquid",
                                violation_error_message="Only a liquid has its strength in each millilitre.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PresentationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("tablet", "tablet"),
                                    ("capsule", "capsule"),
                                    ("liquid", "liquid"),
                                    ("orally-disintegrating", "orally disintegrating tablet"),
                                    ("immediate-release", "immediate-release"),
                                    ("delayed-release", "delayed-release"),
                                    ("sustained-release", "sustained-release (12 hours)"),
                                    ("extended-release", "extended-release"),
                                    ("sublingual", "sublingual"),
                                    ("patch", "patch"),
                                    ("injection", "injection"),
                                ],
                                max_length=30,
                                verbose_name="comes as",
                            ),
                        ),
                        (
                            "strength_mg",
                            models.DecimalField(decimal_places=4, max_digits=12, verbose_name="strength (mg)"),
                        ),
                        ("is_per_ml", models.BooleanField(default=False, verbose_name="in each millilitre")),
                        ("is_splittable", models.BooleanField(default=False, verbose_name="can be divided")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                                verbose_name="medication",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.presentation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RedFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "class_code",
                            models.SlugField(
                                blank=True,
                                help_text="By its code, for example ssri; without a medication and a class it is for every medication.",
                                max_length=60,
                                verbose_name="class of medicines",
                            ),
                        ),
                        (
                            "flag_class",
                            models.CharField(
                                choices=[("stop", "stop"), ("treat", "treat")],
                                default="stop",
                                max_length=10,
                                verbose_name="class",
                            ),
                        ),
                        (
                            "agreed_action",
                            models.CharField(
                                blank=True,
                                help_text="What the practice has agreed to do when this is reported; shown with the open flag.",
                                max_length=300,
                                verbose_name="what we do",
                            ),
                        ),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer a red flag")),
                        (
                            "effect",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="red_flags",
                                to="medications.effect",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="red_flags",
                                to="medications.medication",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "red flag",
                        "verbose_name_plural": "red flags",
                        "ordering": ["medication", "effect"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("medication", "class_code", "effect"),
                                name="red_flag_once_per_medication",
                                nulls_distinct=False,
                                violation_error_message="This effect is already a red flag there.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("medication", None), ("class_code", ""), _connector="OR"),
                                name="red_flag_is_of_a_medication_or_of_a_class",
                                violation_error_message="Choose a medication or a class, not both.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RedFlagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "class_code",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="By its code, for example ssri; without a medication and a class it is for every medication.",
                                max_length=60,
                                verbose_name="class of medicines",
                            ),
                        ),
                        (
                            "flag_class",
                            models.CharField(
                                choices=[("stop", "stop"), ("treat", "treat")],
                                default="stop",
                                max_length=10,
                                verbose_name="class",
                            ),
                        ),
                        (
                            "agreed_action",
                            models.CharField(
                                blank=True,
                                help_text="What the practice has agreed to do when this is reported; shown with the open flag.",
                                max_length=300,
                                verbose_name="what we do",
                            ),
                        ),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer a red flag")),
                        (
                            "effect",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.effect",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.redflag",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ObservedDose",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(max_length=80, verbose_name="who set this dose")),
                        ("taken_since", models.DateField(blank=True, null=True, verbose_name="taken since")),
                        ("observed_at", models.DateTimeField(verbose_name="when")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observed_doses",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "observed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observed_doses",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "regimen",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observation",
                                to="medications.regimen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "observed dose",
                        "verbose_name_plural": "observed doses",
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["patient", "medication", "id"], name="observed_dose_first")],
                    },
                ),
                migrations.CreateModel(
                    name="RegimenDose",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount_mg", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="amount (mg)")),
                        (
                            "at",
                            models.CharField(
                                choices=[
                                    ("morning", "morning"),
                                    ("midday", "midday"),
                                    ("afternoon", "afternoon"),
                                    ("evening", "evening"),
                                    ("bedtime", "bedtime"),
                                    ("any", "any time"),
                                ],
                                default="any",
                                max_length=10,
                                verbose_name="when",
                            ),
                        ),
                        ("every_days", models.PositiveSmallIntegerField(default=1, verbose_name="every … days")),
                        ("offset", models.PositiveSmallIntegerField(default=0, verbose_name="days after the first")),
                        ("as_needed", models.BooleanField(default=False, verbose_name="as needed")),
                        ("at_most", models.PositiveSmallIntegerField(default=1, verbose_name="at most … a day")),
                        (
                            "regimen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="doses",
                                to="medications.regimen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dose",
                        "verbose_name_plural": "doses",
                        "ordering": ["regimen", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_mg__gt", Decimal("0"))),
                                name="dose_is_more_than_nothing",
                                violation_error_message="A dose is more than 0 mg.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "every_days__in",
                                        [
                                            1,
                                            2,
                                            3,
                                            4,
                                            5,
                                            6,
                                            7,
                                            10,
                                            12,
                                            14,
                                            15,
                                            20,
                                            21,
                                            28,
                                            30,
                                            35,
                                            42,
                                            60,
                                            70,
                                            84,
                                            105,
                                            140,
                                            210,
                                            420,
                                        ],
                                    )
                                ),
                                name="dose_interval_divides_the_cycle",
                                violation_error_message="Doses repeat every 1 to 7, 10, 12, 14, 15, 20, 21, 28 or 30 days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("offset__lt", models.F("every_days"))),
                                name="dose_offset_is_within_its_interval",
                                violation_error_message="The offset is smaller than the interval.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("at_most__gte", 1), models.Q(("as_needed", True), ("at_most", 1), _connector="OR")
                                ),
                                name="dose_ceiling_belongs_to_as_needed",
                                violation_error_message="Only a dose taken as needed has a ceiling above one a day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("proceed", "proceed with the next step"),
                                    ("hold", "hold: keep this dose for now"),
                                    ("reduce", "reduce"),
                                    ("stop", "stop"),
                                    ("enough", "this dose is enough, look again later"),
                                ],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                        (
                            "patient_view",
                            models.CharField(
                                choices=[
                                    ("agrees", "agrees"),
                                    ("wants-to-wait", "wants to wait"),
                                    ("not-asked", "was not asked"),
                                ],
                                max_length=15,
                                verbose_name="what the patient thinks",
                            ),
                        ),
                        ("in_their_words", models.TextField(blank=True, verbose_name="in the patient's words")),
                        ("look_again_on", models.DateField(blank=True, null=True, verbose_name="look again on")),
                        ("read_version", models.PositiveBigIntegerField()),
                        ("evidence", models.JSONField(blank=True, default=dict)),
                        ("signed_at", models.DateTimeField()),
                        ("valid_until", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "confirms",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmed_by_review",
                                to="medications.review",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review",
                        "verbose_name_plural": "reviews",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__gt", models.F("signed_at")),
                                    (
                                        "valid_until__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("signed_at"), "+", models.Value(datetime.timedelta(days=7))
                                        ),
                                    ),
                                ),
                                name="review_is_valid_for_a_week_at_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "enough"), ("look_again_on__isnull", False)),
                                    models.Q(models.Q(("decision", "enough"), _negated=True), ("look_again_on", None)),
                                    _connector="OR",
                                ),
                                name="enough_says_when_to_look_again",
                                violation_error_message="Say when to look again.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DoseChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("dose", "dose"), ("pause", "pause"), ("stop", "stop")],
                                default="dose",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("up", "up"), ("down", "down"), ("lateral", "lateral"), ("stop", "stop")],
                                editable=False,
                                max_length=10,
                                verbose_name="direction",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "warned_of",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                help_text="What there was to think of when the dose went down; the reason says why all the same.",
                                size=None,
                                verbose_name="warned of",
                            ),
                        ),
                        ("first_dose_on", models.DateField(verbose_name="first new dose on")),
                        ("made_at", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dose_changes",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dose_changes",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "regimen",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dose_changes",
                                to="medications.regimen",
                            ),
                        ),
                        (
                            "review",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dose_change",
                                to="medications.review",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dose change",
                        "verbose_name_plural": "dose changes",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["patient", "medication", "-id"], name="dose_change_latest"),
                            models.Index(
                                condition=models.Q(("direction__in", ["down", "stop"])),
                                fields=["patient"],
                                name="dose_change_downwards",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoSignRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="what to co-sign"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who is asked",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cosign_requests",
                                to="medications.review",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request to co-sign",
                        "verbose_name_plural": "requests to co-sign",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("asked_of", models.F("asked_by")), _negated=True),
                                name="cosign_is_asked_of_somebody_else",
                                violation_error_message="Somebody else co-signs.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="cosign_request_gives_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoSign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="what is co-signed"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("signed_at", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cosigns",
                                to="medications.review",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "co-sign",
                        "verbose_name_plural": "co-signs",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="cosign_gives_a_reason",
                                violation_error_message="Say why the step may go up all the same.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Schedule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "applies_when",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Empty: always. Else every part has to hold, for example {“age_over”: 60}.",
                                verbose_name="applies when",
                            ),
                        ),
                        ("is_the_rule", models.BooleanField(default=False, verbose_name="applies by itself")),
                        ("is_taper", models.BooleanField(default=False, verbose_name="a way down")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schedules",
                                to="medications.medication",
                                verbose_name="medication",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "schedule",
                        "verbose_name_plural": "schedules",
                        "ordering": ["medication", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("standing", "confirmed"),
                                    ),
                                    models.Q(
                                        models.Q(("standing", "confirmed"), _negated=True),
                                        ("confirmed_at", None),
                                        ("confirmed_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="schedule_is_confirmed_at_a_moment_by_somebody",
                                violation_error_message="To confirm it, tick it in the list and choose “Confirm”.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTemplateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                        ("indication", models.CharField(blank=True, max_length=60, verbose_name="indication")),
                        (
                            "target_low_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target from (mg a day)",
                            ),
                        ),
                        (
                            "target_high_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target to (mg a day)",
                            ),
                        ),
                        (
                            "judge_after_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="judge a dose after (days)"
                            ),
                        ),
                        (
                            "is_low_dose_start",
                            models.BooleanField(
                                default=False, verbose_name="a low-dose start, in place of a withdrawal score"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("retired_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.plantemplate",
                            ),
                        ),
                        (
                            "retired_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.schedule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="plantemplate",
                    name="schedule",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_templates",
                        to="medications.schedule",
                    ),
                ),
                migrations.CreateModel(
                    name="ScheduleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="Only what is shipped has one.",
                                max_length=120,
                                null=True,
                                verbose_name="code",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="where to read it")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("label-checked", "read in the label"),
                                    ("paper-checked", "read in the cited paper"),
                                    ("recalled", "unconfirmed, check the label"),
                                    ("confirmed", "confirmed by the practice"),
                                ],
                                default="recalled",
                                max_length=20,
                                verbose_name="how sure",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "applies_when",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Empty: always. Else every part has to hold, for example {“age_over”: 60}.",
                                verbose_name="applies when",
                            ),
                        ),
                        ("is_the_rule", models.BooleanField(default=False, verbose_name="applies by itself")),
                        ("is_taper", models.BooleanField(default=False, verbose_name="a way down")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                                verbose_name="medication",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.schedule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ScheduleLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        (
                            "doses",
                            models.JSONField(
                                help_text="For example [{“amount_mg”: “25”, “times”: [“bedtime”], “every_days”: 1}].",
                                verbose_name="doses",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days to stay")),
                        (
                            "min_days",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days at least"),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="levels",
                                to="medications.schedule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "level of a schedule",
                        "verbose_name_plural": "levels of a schedule",
                        "ordering": ["schedule", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("schedule", "position"), name="level_position_unique_in_schedule"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days", None), ("days__gte", 1), _connector="OR"),
                                name="level_is_held_at_least_a_day",
                                violation_error_message="Stay at each level for at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("min_days", None),
                                    models.Q(
                                        ("days__isnull", False),
                                        ("min_days__gte", 1),
                                        ("min_days__lte", models.F("days")),
                                    ),
                                    _connector="OR",
                                ),
                                name="level_is_held_no_longer_at_least_than_usually",
                                violation_error_message="“Days at least” is more than the days to stay.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScheduleLevelEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        (
                            "doses",
                            models.JSONField(
                                help_text="For example [{“amount_mg”: “25”, “times”: [“bedtime”], “every_days”: 1}].",
                                verbose_name="doses",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days to stay")),
                        (
                            "min_days",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days at least"),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.schedulelevel",
                            ),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.schedule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Supply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("given", "given"), ("counted", "counted"), ("old-tablets", "old tablets")],
                                max_length=12,
                                verbose_name="what happened",
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="how many, or mL"
                            ),
                        ),
                        (
                            "of_what",
                            models.CharField(blank=True, max_length=80, verbose_name="strength and form, in words"),
                        ),
                        (
                            "lasts_days",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="lasts (days)"),
                        ),
                        (
                            "what_became",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "kept for the next step"),
                                    ("returned", "returned to the pharmacy"),
                                    ("disposed", "disposed of"),
                                    ("unknown", "not known"),
                                ],
                                max_length=12,
                                verbose_name="what became of them",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="on")),
                        ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "dose_change",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplies",
                                to="medications.dosechange",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplies",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "presentation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medications.presentation",
                                verbose_name="of which",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "supply",
                        "verbose_name_plural": "supplies",
                        "ordering": ["happened_on", "id"],
                        "indexes": [
                            models.Index(fields=["patient", "medication", "happened_on", "id"], name="supply_in_order")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "given"), _negated=True),
                                    models.Q(
                                        ("quantity__gt", Decimal("0")),
                                        ("quantity__isnull", False),
                                        models.Q(
                                            ("presentation__isnull", False),
                                            models.Q(
                                                models.Q(("of_what", ""), _negated=True), ("lasts_days__isnull", False)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="supply_given_says_how_much_of_what",
                                violation_error_message="Say how much was given, of which strength, or in words and for how long.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "counted"), _negated=True),
                                    models.Q(("quantity", Decimal("0")), ("quantity__isnull", False)),
                                    models.Q(
                                        ("quantity__gt", Decimal("0")),
                                        ("quantity__isnull", False),
                                        models.Q(
                                            ("presentation__isnull", False),
                                            models.Q(
                                                models.Q(("of_what", ""), _negated=True), ("lasts_days__isnull", False)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="supply_counted_says_how_much_of_what",
                                violation_error_message="Say how much was counted, of which strength, or in words and for how long.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["given", "counted", "old-tablets"]),
                                    models.Q(("kind", "old-tablets"), ("what_became", ""), _connector="XOR"),
                                ),
                                name="supply_only_old_tablets_became_something",
                                violation_error_message="Say what became of them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity", None),
                                    ("quantity", Decimal("0")),
                                    models.Q(
                                        ("quantity__gt", Decimal("0")),
                                        models.Q(
                                            ("presentation__isnull", False),
                                            models.Q(("of_what", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="supply_number_is_of_something",
                                violation_error_message="Say of which strength.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetMeasureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "measure",
                            models.CharField(
                                help_text="Its code, as “phq9”; each measure stands here once.",
                                max_length=40,
                                verbose_name="measure",
                            ),
                        ),
                        ("symptoms", models.CharField(max_length=80, verbose_name="for which symptoms")),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                help_text="Small letters, with commas: indications of the formulary, or single words of what a plan is for.",
                                size=None,
                                verbose_name="words of a plan",
                            ),
                        ),
                        (
                            "after_days",
                            models.PositiveSmallIntegerField(
                                help_text="From then on it is due; a measure about the last two weeks asks for two weeks on the dose.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="days after a new dose began",
                            ),
                        ),
                        (
                            "baseline_days",
                            models.PositiveSmallIntegerField(
                                help_text="One that was filled in so long before a plan began still counts as its beginning.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="days before the first dose at most",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.targetmeasure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TemplateStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="step")),
                        ("hold_days", models.PositiveSmallIntegerField(verbose_name="hold at least (days)")),
                        (
                            "regimen",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="template_step",
                                to="medications.regimen",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="medications.plantemplate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a template",
                        "verbose_name_plural": "steps of a template",
                        "ordering": ["template", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "position"), name="template_step_position_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hold_days__gte", 1)),
                                name="template_step_is_held_at_least_a_day",
                                violation_error_message="Hold each step for at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="template_step_positions_begin_at_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitrationPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                        (
                            "indication",
                            models.CharField(
                                blank=True,
                                help_text="As the formulary names it; limits and first doses may depend on it.",
                                max_length=60,
                                verbose_name="indication",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("active", "active"),
                                    ("on-hold", "on hold"),
                                    ("paused", "paused"),
                                    ("closed", "closed"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "target_low_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target from (mg a day)",
                            ),
                        ),
                        (
                            "target_high_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target to (mg a day)",
                            ),
                        ),
                        (
                            "judge_after_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="When it can be said whether a dose is enough: the least that works is the aim.",
                                null=True,
                                verbose_name="judge a dose after (days)",
                            ),
                        ),
                        (
                            "is_low_dose_start",
                            models.BooleanField(
                                default=False, verbose_name="a low-dose start, in place of a withdrawal score"
                            ),
                        ),
                        (
                            "made_with",
                            models.JSONField(
                                blank=True,
                                default=list,
                                editable=False,
                                help_text="What the formulary said that held for this person when the plan was written.",
                                verbose_name="facts that it was made with",
                            ),
                        ),
                        (
                            "adherence_floor",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.80"),
                                max_digits=3,
                                verbose_name="least share of doses taken",
                            ),
                        ),
                        ("log_version", models.PositiveBigIntegerField(default=0, editable=False)),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("activated_at", models.DateTimeField(editable=False, null=True)),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        ("close_reason", models.TextField(blank=True, verbose_name="why it was closed")),
                        (
                            "activated_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "crosses",
                            models.OneToOneField(
                                blank=True,
                                help_text="The way down of the other medication in a cross-taper.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="crossed_by",
                                to="medications.titrationplan",
                                verbose_name="plan that it takes the place of",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="patients.patient"
                            ),
                        ),
                        (
                            "prescriber",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="responsible prescriber",
                            ),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                blank=True,
                                help_text="It stands in place of the medicine's general increment and interval.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="medications.schedule",
                                verbose_name="published schedule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "titration plan",
                        "verbose_name_plural": "titration plans",
                        "ordering": ["patient", "-id"],
                        "indexes": [models.Index(fields=["status", "patient"], name="plan_by_status")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["active", "on-hold", "paused"])),
                                fields=("patient", "medication"),
                                name="plan_one_open_per_patient_and_medication",
                                violation_error_message="There is already an open plan for this medication.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False), ("closed_by__isnull", False), ("status", "closed")
                                    ),
                                    models.Q(
                                        models.Q(("status", "closed"), _negated=True),
                                        ("closed_at", None),
                                        ("closed_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_is_closed_at_a_moment_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("activated_at", None), ("activated_by", None)),
                                    models.Q(("activated_at__isnull", False), ("activated_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_is_activated_at_a_moment_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("adherence_floor__gte", 0), ("adherence_floor__lte", 1)),
                                name="plan_adherence_floor_is_a_share",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("target_low_mg", None), ("target_low_mg__gt", 0), _connector="OR"),
                                    models.Q(("target_high_mg", None), ("target_high_mg__gt", 0), _connector="OR"),
                                    models.Q(
                                        ("target_low_mg", None),
                                        ("target_high_mg", None),
                                        ("target_low_mg__lte", models.F("target_high_mg")),
                                        _connector="OR",
                                    ),
                                ),
                                name="plan_target_runs_from_low_to_high",
                                violation_error_message="The target runs from a lower to a higher amount.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("judge_after_days", None), ("judge_after_days__gte", 1), _connector="OR"
                                ),
                                name="plan_judges_a_dose_after_a_day_at_least",
                                violation_error_message="Give a dose at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("crosses", None),
                                    models.Q(("crosses", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_crosses_another_one",
                                violation_error_message="A cross-taper takes two plans.",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="review",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="medications.titrationplan",
                    ),
                ),
                migrations.CreateModel(
                    name="PlanMeasures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("follows_practice", models.BooleanField(default=False, verbose_name="as the practice does")),
                        (
                            "measures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="measures",
                            ),
                        ),
                        ("because", models.CharField(max_length=200, verbose_name="why")),
                        ("agreed_at", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreed_measures",
                                to="medications.titrationplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measures of a plan",
                        "verbose_name_plural": "measures of plans",
                        "ordering": ["plan", "-id"],
                        "indexes": [models.Index(fields=["plan", "-id"], name="measures_of_plan_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("because", ""), _negated=True),
                                name="measures_of_a_plan_are_agreed_for_a_reason",
                                violation_error_message="Say why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("follows_practice", False), ("measures", []), _connector="OR"),
                                name="measures_of_a_plan_are_its_own_or_the_practices",
                                violation_error_message="Either as the practice does, or measures of its own.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HoldEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("held_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(null=True)),
                        ("lift_reason", models.TextField(blank=True, verbose_name="why it was lifted")),
                        (
                            "held_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.hold",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.titrationplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="hold",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="medications.titrationplan",
                    ),
                ),
                migrations.AddField(
                    model_name="dosechange",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dose_changes",
                        to="medications.titrationplan",
                    ),
                ),
                migrations.CreateModel(
                    name="Acknowledgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="what")),
                        ("partner", models.CharField(blank=True, max_length=60, verbose_name="together with")),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("acknowledged_at", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acknowledgements",
                                to="medications.titrationplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acknowledgement",
                        "verbose_name_plural": "acknowledgements",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="acknowledgement_gives_a_reason",
                                violation_error_message="Say why the step is right all the same.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("code", "interaction-unacknowledged"), ("partner", ""), _connector="XOR"
                                ),
                                name="acknowledged_interaction_names_its_partner",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitrationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="step")),
                        ("hold_days", models.PositiveSmallIntegerField(verbose_name="hold at least (days)")),
                        ("is_up", models.BooleanField(default=True, verbose_name="a step up from the one before")),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="medications.titrationplan",
                            ),
                        ),
                        (
                            "regimen",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="step",
                                to="medications.regimen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step",
                        "verbose_name_plural": "steps",
                        "ordering": ["plan", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "position"),
                                name="step_position_unique_in_plan",
                                violation_error_message="Two steps cannot have the same place.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hold_days__gte", 1)),
                                name="step_is_held_at_least_a_day",
                                violation_error_message="Hold each step for at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="step_positions_begin_at_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitrationPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                        (
                            "indication",
                            models.CharField(
                                blank=True,
                                help_text="As the formulary names it; limits and first doses may depend on it.",
                                max_length=60,
                                verbose_name="indication",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("active", "active"),
                                    ("on-hold", "on hold"),
                                    ("paused", "paused"),
                                    ("closed", "closed"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "target_low_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target from (mg a day)",
                            ),
                        ),
                        (
                            "target_high_mg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="target to (mg a day)",
                            ),
                        ),
                        (
                            "judge_after_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="When it can be said whether a dose is enough: the least that works is the aim.",
                                null=True,
                                verbose_name="judge a dose after (days)",
                            ),
                        ),
                        (
                            "is_low_dose_start",
                            models.BooleanField(
                                default=False, verbose_name="a low-dose start, in place of a withdrawal score"
                            ),
                        ),
                        (
                            "adherence_floor",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.80"),
                                max_digits=3,
                                verbose_name="least share of doses taken",
                            ),
                        ),
                        ("log_version", models.PositiveBigIntegerField(default=0, editable=False)),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("activated_at", models.DateTimeField(editable=False, null=True)),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        ("close_reason", models.TextField(blank=True, verbose_name="why it was closed")),
                        (
                            "activated_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "crosses",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The way down of the other medication in a cross-taper.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.titrationplan",
                                verbose_name="plan that it takes the place of",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.titrationplan",
                            ),
                        ),
                        (
                            "prescriber",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="responsible prescriber",
                            ),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="It stands in place of the medicine's general increment and interval.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.schedule",
                                verbose_name="published schedule",
                            ),
                        ),
                        (
                            "current_step",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.titrationstep",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="titrationplan",
                    name="current_step",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="medications.titrationstep",
                    ),
                ),
                migrations.AddField(
                    model_name="review",
                    name="to_step",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="medications.titrationstep",
                        verbose_name="for step",
                    ),
                ),
                migrations.AddField(
                    model_name="dosechange",
                    name="step",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dose_changes",
                        to="medications.titrationstep",
                    ),
                ),
                migrations.CreateModel(
                    name="TitrationStepEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="step")),
                        ("hold_days", models.PositiveSmallIntegerField(verbose_name="hold at least (days)")),
                        ("is_up", models.BooleanField(default=True, verbose_name="a step up from the one before")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="medications.titrationstep",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.titrationplan",
                            ),
                        ),
                        (
                            "regimen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="medications.regimen",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TreatmentConsent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "consent",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="treatment",
                                to="patients.consent",
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="treatment_consents",
                                to="medications.medication",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="treatment_consents",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consent to treatment",
                        "verbose_name_plural": "consents to treatment",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["patient", "medication", "-id"], name="treatment_consent_newest")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentStands",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(verbose_name="confirmed")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="heard by",
                            ),
                        ),
                        (
                            "treatment_consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmations",
                                to="medications.treatmentconsent",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "confirmation of a consent",
                        "verbose_name_plural": "confirmations of consents",
                        "ordering": ["treatment_consent", "-id"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="effect",
                    constraint=models.UniqueConstraint(
                        django.db.models.functions.text.Lower("term"),
                        name="effect_term_unique_whatever_its_case",
                        violation_error_message="There is already an effect of this name.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="hold",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("plan",), name="plan_is_held_once_at_a_time"
                    ),
                ),
                migrations.AddIndex(
                    model_name="review",
                    index=models.Index(fields=["plan", "-id"], name="review_latest"),
                ),
                migrations.AddConstraint(
                    model_name="review",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "proceed"), _negated=True),
                            ("to_step__isnull", False),
                            _connector="OR",
                        ),
                        name="review_that_proceeds_names_its_step",
                        violation_error_message="A review that proceeds names the step.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dosechange",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "dose"), ("step__isnull", False)),
                            models.Q(models.Q(("kind", "dose"), _negated=True), ("regimen", None), ("step", None)),
                            _connector="OR",
                        ),
                        name="dose_change_leads_to_a_step_or_to_nothing",
                    ),
                ),
            ],
        ),
        practice.database.operations.AddTriggers(
            triggers=[
                pgtrigger.migrations.AddTrigger(
                    model_name="classmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_classmemberevent" ("class_code", "id", "is_retired", "member_code", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."class_code", NEW."id", NEW."is_retired", NEW."member_code", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="8dd22bd754dbd75d8e31845a2b50e048f4a8fd96",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f326d",
                            table="medications_classmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="classmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_classmemberevent" ("class_code", "id", "is_retired", "member_code", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."class_code", NEW."id", NEW."is_retired", NEW."member_code", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="ce053f2bd6d0f0c70b47141b46c39659c1766ef6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ad01a",
                            table="medications_classmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effect",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_effectevent" ("id", "needs_end_or_cause", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (NEW."id", NEW."needs_end_or_cause", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."term"); RETURN NULL;',
                            hash="37c957c241b05ed7a9ff6a89b0ec0474e01f1c3e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67df2",
                            table="medications_effect",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effect",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_effectevent" ("id", "needs_end_or_cause", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (NEW."id", NEW."needs_end_or_cause", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."term"); RETURN NULL;',
                            hash="de6adf5dc6984e31b05a5a5d6421da2ab15c11ea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_59598",
                            table="medications_effect",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_medicationevent" ("can_be_planned", "code", "drug_class", "id", "is_dangerous_in_overdose", "is_sedating", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."can_be_planned", NEW."code", NEW."drug_class", NEW."id", NEW."is_dangerous_in_overdose", NEW."is_sedating", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="3bd1fe6029c568a530f4bf66a3e1f6716fe76c8f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bd22f",
                            table="medications_medication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_medicationevent" ("can_be_planned", "code", "drug_class", "id", "is_dangerous_in_overdose", "is_sedating", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."can_be_planned", NEW."code", NEW."drug_class", NEW."id", NEW."is_dangerous_in_overdose", NEW."is_sedating", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="ee9ac37197b7474e782484d264a2a51c0279947e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1f478",
                            table="medications_medication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practicethresholds",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_practicethresholdsevent" ("baseline_valid_days", "decided", "follow_up_baseline_days", "follow_up_early_days", "follow_up_within_days", "gentle_from_age", "id", "level_timing_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pregnancy_asked_under_age", "restart_after_days", "score_valid_hours", "seated_diastolic", "seated_systolic", "standing_diastolic_fall", "standing_systolic_fall", "standing_systolic_under") VALUES (NEW."baseline_valid_days", NEW."decided", NEW."follow_up_baseline_days", NEW."follow_up_early_days", NEW."follow_up_within_days", NEW."gentle_from_age", NEW."id", NEW."level_timing_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pregnancy_asked_under_age", NEW."restart_after_days", NEW."score_valid_hours", NEW."seated_diastolic", NEW."seated_systolic", NEW."standing_diastolic_fall", NEW."standing_systolic_fall", NEW."standing_systolic_under"); RETURN NULL;',
                            hash="54ae6f7145f7d710abaa6c31776c2ba7b04c4d35",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ed3bc",
                            table="medications_practicethresholds",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practicethresholds",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_practicethresholdsevent" ("baseline_valid_days", "decided", "follow_up_baseline_days", "follow_up_early_days", "follow_up_within_days", "gentle_from_age", "id", "level_timing_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pregnancy_asked_under_age", "restart_after_days", "score_valid_hours", "seated_diastolic", "seated_systolic", "standing_diastolic_fall", "standing_systolic_fall", "standing_systolic_under") VALUES (NEW."baseline_valid_days", NEW."decided", NEW."follow_up_baseline_days", NEW."follow_up_early_days", NEW."follow_up_within_days", NEW."gentle_from_age", NEW."id", NEW."level_timing_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pregnancy_asked_under_age", NEW."restart_after_days", NEW."score_valid_hours", NEW."seated_diastolic", NEW."seated_systolic", NEW."standing_diastolic_fall", NEW."standing_systolic_fall", NEW."standing_systolic_under"); RETURN NULL;',
                            hash="17491a3a10a10b7b80dec6905efe4efc31b1b2d3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc2b5",
                            table="medications_practicethresholds",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetmeasure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_targetmeasureevent" ("after_days", "baseline_days", "id", "is_active", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symptoms", "words") VALUES (NEW."after_days", NEW."baseline_days", NEW."id", NEW."is_active", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."symptoms", NEW."words"); RETURN NULL;',
                            hash="c60011b6180383eb9510d83f0f3f1bef285bd13d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9cc1f",
                            table="medications_targetmeasure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetmeasure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_targetmeasureevent" ("after_days", "baseline_days", "id", "is_active", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symptoms", "words") VALUES (NEW."after_days", NEW."baseline_days", NEW."id", NEW."is_active", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."symptoms", NEW."words"); RETURN NULL;',
                            hash="6b399da42f46a12d48e410ddb60164b58026def9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67d05",
                            table="medications_targetmeasure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="classmemberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c4ab5564674151c9e87242d188eeb523ac3e4d3e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7eb72",
                            table="medications_classmemberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="effectevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="01f00960d3935fc0923409d47d4a722e54dec84b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0634c",
                            table="medications_effectevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_interactionevent" ("action", "address", "code", "confirmed_at", "confirmed_by_id", "effect", "id", "is_retired", "mechanism", "one", "other", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "source", "standing", "wash_out_days") VALUES (NEW."action", NEW."address", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."effect", NEW."id", NEW."is_retired", NEW."mechanism", NEW."one", NEW."other", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."severity", NEW."source", NEW."standing", NEW."wash_out_days"); RETURN NULL;',
                            hash="ebd93bba12089cbc283f51e074cd8e59cc7206d3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6671b",
                            table="medications_interaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_interactionevent" ("action", "address", "code", "confirmed_at", "confirmed_by_id", "effect", "id", "is_retired", "mechanism", "one", "other", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "source", "standing", "wash_out_days") VALUES (NEW."action", NEW."address", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."effect", NEW."id", NEW."is_retired", NEW."mechanism", NEW."one", NEW."other", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."severity", NEW."source", NEW."standing", NEW."wash_out_days"); RETURN NULL;',
                            hash="94feba2b4fe9ec66bcd3804cc18fe22933727c23",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_12325",
                            table="medications_interaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interactionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bf97f2791d43ccdf24ece6a0655642abe90078e1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_97b92",
                            table="medications_interactionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="log_entry_waits_its_turn",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE original record;",
                            func="PERFORM FROM patients_chartversion WHERE patient_id = NEW.patient_id FOR NO KEY UPDATE;\nNEW.id := nextval('medications_logentry_id_seq');\nNEW.recorded_at := clock_timestamp();\nIF NEW.happened_at > NEW.recorded_at + interval '5 seconds' THEN\n    PERFORM medications_refuse('happened-in-the-future', 'a log entry does not lie in the future');\nEND IF;\nIF NEW.about_id IS NULL THEN\n    RETURN NEW;\nEND IF;\n\nSELECT e.*, coalesce(f.needs_end_or_cause, false) AS needs_end_or_cause INTO original\n    FROM medications_logentry e LEFT JOIN medications_effect f ON f.id = e.effect_id WHERE e.id = NEW.about_id;\nIF original.patient_id <> NEW.patient_id THEN\n    PERFORM medications_refuse('entry-of-another-patient', 'the entry spoken of is about somebody else');\nEND IF;\nIF original.kind NOT IN ('report', 'check-in', 'correction') THEN\n    PERFORM medications_refuse('entry-cannot-be-changed', 'only reports and check-ins are corrected or resolved');\nEND IF;\nIF EXISTS (SELECT FROM medications_logentry WHERE about_id = original.id AND kind = 'correction') THEN\n    PERFORM medications_refuse('entry-is-corrected-once', 'the entry was corrected already: speak of the correction');\nEND IF;\nIF (NEW.kind = 'resolution' OR original.severity = 'severe' OR EXISTS (\n        SELECT FROM medications_redflag WHERE effect_id = original.effect_id AND NOT is_retired))\n    AND NOT medications_may_prescribe(NEW.recorded_by_id) THEN\n    PERFORM medications_refuse('prescriber-needed', 'a prescriber resolves or corrects red flags and severe effects');\nEND IF;\nIF NEW.resolution = 'long-standing' AND original.needs_end_or_cause THEN\n    PERFORM medications_refuse('needs-end-or-cause', 'this effect is closed only when ended or explained');\nEND IF;\nRETURN NEW;\n",
                            hash="a6943a823074c2db712764a53d0454a3af1d244f",
                            operation="INSERT",
                            pgid="pgtrigger_log_entry_waits_its_turn_08c66",
                            table="medications_logentry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="log_entry_advances_its_plans",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE original record;",
                            func="IF NEW.kind = 'not-reached' THEN\n    RETURN NULL;\nEND IF;\n-- A resolution counts where the entry that it is about counts; a correction where either does.\nSELECT * INTO original FROM medications_logentry WHERE id = NEW.about_id;\nUPDATE medications_titrationplan p SET log_version = log_version + 1\nWHERE p.patient_id = NEW.patient_id AND p.status <> 'closed' AND EXISTS (\n    SELECT FROM (VALUES\n        (NEW.kind <> 'resolution', NEW.medication_id, NEW.severity::text, NEW.effect_id),\n        (original.id IS NOT NULL, original.medication_id, original.severity::text, original.effect_id)\n    ) AS e(speaks, medication_id, severity, effect_id)\n    WHERE e.speaks AND (\n        e.medication_id IS NULL OR e.medication_id = p.medication_id OR e.severity = 'severe'\n        OR medications_flag_class(e.effect_id, p.medication_id) IS NOT NULL));\nRETURN NULL;\n",
                            hash="9ea117d244bba5ef44af012f0c92a48f8a0a084d",
                            operation="INSERT",
                            pgid="pgtrigger_log_entry_advances_its_plans_a3bb7",
                            table="medications_logentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commoneffectevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7837897b88d356e03d9d9d06a84656bff30a27e7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f5c19",
                            table="medications_commoneffectevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commoneffect",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_commoneffectevent" ("effect_id", "id", "medication_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."effect_id", NEW."id", NEW."medication_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="31ffde190ce4de4abce449e07918b2e40769ae36",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4de5c",
                            table="medications_commoneffect",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commoneffect",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_commoneffectevent" ("effect_id", "id", "medication_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."effect_id", NEW."id", NEW."medication_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="1ce3356613bdc1b611dfee29d110b463db6321e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1a479",
                            table="medications_commoneffect",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e17b4d8a07147549ba118cb49d5bf7eb729cb3e3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_af938",
                            table="medications_medicationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationfact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_medicationfactevent" ("address", "applies_when", "code", "confirmed_at", "confirmed_by_id", "days", "high", "hours", "id", "is_retired", "kind", "low", "medication_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "standing", "words") VALUES (NEW."address", NEW."applies_when", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."days", NEW."high", NEW."hours", NEW."id", NEW."is_retired", NEW."kind", NEW."low", NEW."medication_id", NEW."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."standing", NEW."words"); RETURN NULL;',
                            hash="590283357eeb263519e1b7cebf104b765c9f57c2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d45dd",
                            table="medications_medicationfact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationfact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_medicationfactevent" ("address", "applies_when", "code", "confirmed_at", "confirmed_by_id", "days", "high", "hours", "id", "is_retired", "kind", "low", "medication_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "standing", "words") VALUES (NEW."address", NEW."applies_when", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."days", NEW."high", NEW."hours", NEW."id", NEW."is_retired", NEW."kind", NEW."low", NEW."medication_id", NEW."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source", NEW."standing", NEW."words"); RETURN NULL;',
                            hash="61d7ad9b7ddb9039f3cc9f9e7692114fe0829ba4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fb51a",
                            table="medications_medicationfact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationfactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dd28a783a4380d716a2386e3553fe45fb824b9b3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ebcd3",
                            table="medications_medicationfactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="misseddoses",
                    trigger=pgtrigger.compiler.Trigger(
                        name="missed_doses_advance_the_chart",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\nRETURN NULL;\n",
                            hash="265917bb4919b8024357f03bfec5e44733052264",
                            operation="INSERT",
                            pgid="pgtrigger_missed_doses_advance_the_chart_ec816",
                            table="medications_misseddoses",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="othermedication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="other_medication_advances_the_chart",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\nRETURN NULL;\n",
                            hash="277df8d2168be24092d78b88b41393a9418ca69d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_other_medication_advances_the_chart_3c586",
                            table="medications_othermedication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="othermedication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_othermedicationevent" ("changed_on", "dose", "id", "is_brief", "medication_id", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "stopped_on") VALUES (NEW."changed_on", NEW."dose", NEW."id", NEW."is_brief", NEW."medication_id", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."stopped_on"); RETURN NULL;',
                            hash="bd198ae9ff62e37311736be94eb76639901580cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8cc6f",
                            table="medications_othermedication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="othermedication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_othermedicationevent" ("changed_on", "dose", "id", "is_brief", "medication_id", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "stopped_on") VALUES (NEW."changed_on", NEW."dose", NEW."id", NEW."is_brief", NEW."medication_id", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."stopped_on"); RETURN NULL;',
                            hash="6d02334298c0779376c80abac1331fde3adb05dc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cbe03",
                            table="medications_othermedication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="othermedicationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e7613b7a471a68b1e8d6de0046afe3bfb8adf22e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_352f3",
                            table="medications_othermedicationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practicethresholdsevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cb13b84f1f79e7ff1baff8c0b6425a3a7fcde613",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e7fd4",
                            table="medications_practicethresholdsevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presentation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_presentationevent" ("address", "code", "confirmed_at", "confirmed_by_id", "form", "id", "is_per_ml", "is_retired", "is_splittable", "medication_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "standing", "strength_mg", "words") VALUES (NEW."address", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."form", NEW."id", NEW."is_per_ml", NEW."is_retired", NEW."is_splittable", NEW."medication_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."standing", NEW."strength_mg", NEW."words"); RETURN NULL;',
                            hash="dd7ccbb2562f7a8cd8cdc45bb33bcb0ad270a035",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19058",
                            table="medications_presentation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presentation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_presentationevent" ("address", "code", "confirmed_at", "confirmed_by_id", "form", "id", "is_per_ml", "is_retired", "is_splittable", "medication_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "standing", "strength_mg", "words") VALUES (NEW."address", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."form", NEW."id", NEW."is_per_ml", NEW."is_retired", NEW."is_splittable", NEW."medication_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source", NEW."standing", NEW."strength_mg", NEW."words"); RETURN NULL;',
                            hash="ca98d6e8be2d4223ebfce1cf3070909dc98227b8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35f3a",
                            table="medications_presentation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presentationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c8de507ba6a98f3a7d201a6c834d2d11c59d7715",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_975f8",
                            table="medications_presentationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redflag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_redflagevent" ("agreed_action", "class_code", "effect_id", "flag_class", "id", "is_retired", "medication_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreed_action", NEW."class_code", NEW."effect_id", NEW."flag_class", NEW."id", NEW."is_retired", NEW."medication_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="4cf78de9b5c70cfa7705d75e391d40091d0554fa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_08174",
                            table="medications_redflag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redflag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_redflagevent" ("agreed_action", "class_code", "effect_id", "flag_class", "id", "is_retired", "medication_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreed_action", NEW."class_code", NEW."effect_id", NEW."flag_class", NEW."id", NEW."is_retired", NEW."medication_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cb2e5615a8c6052ed65a5ccea167127c201324d9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_94bc5",
                            table="medications_redflag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redflagevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="75a211e68b76fdef64935c1e26c86056678df3e5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c7462",
                            table="medications_redflagevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="observeddose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="observed_dose_advances_the_chart",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\nRETURN NULL;\n",
                            hash="14c147bfb8239d79cb81e6ec03c275dd8c1fcdd4",
                            operation="INSERT",
                            pgid="pgtrigger_observed_dose_advances_the_chart_517ef",
                            table="medications_observeddose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regimendose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="regimen_in_use_takes_no_dose",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM medications_titrationstep WHERE regimen_id = NEW.regimen_id)\n        OR EXISTS (SELECT FROM medications_observeddose WHERE regimen_id = NEW.regimen_id)\n        OR EXISTS (SELECT FROM medications_templatestep WHERE regimen_id = NEW.regimen_id) THEN\n        RAISE EXCEPTION 'a regimen in use takes no further dose' USING ERRCODE = 'integrity_constraint_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="8a6644cbb7eb7e60f460bda705c829ec8d386f82",
                            operation="INSERT",
                            pgid="pgtrigger_regimen_in_use_takes_no_dose_9942c",
                            table="medications_regimendose",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cosign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="cosign_is_a_second_prescribers",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE review record;",
                            func="SELECT r.signed_by_id, p.patient_id INTO review FROM medications_review r\n    JOIN medications_titrationplan p ON p.id = r.plan_id WHERE r.id = NEW.review_id;\nPERFORM FROM patients_chartversion WHERE patient_id = review.patient_id FOR NO KEY UPDATE;\nNEW.recorded_at := clock_timestamp();\nIF NEW.signed_at > NEW.recorded_at + interval '5 seconds' THEN\n    PERFORM medications_refuse('signed-in-the-future', 'a co-sign is not signed in the future');\nEND IF;\nIF NOT medications_may_prescribe(NEW.signed_by_id) OR NEW.signed_by_id = review.signed_by_id THEN\n    PERFORM medications_refuse('co-sign-needs-a-second-prescriber', 'a second prescriber co-signs');\nEND IF;\nRETURN NEW;\n",
                            hash="3e0980d9b4b24f85c23865be1f4677a30ad47ed5",
                            operation="INSERT",
                            pgid="pgtrigger_cosign_is_a_second_prescribers_a2ca2",
                            table="medications_cosign",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schedule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_scheduleevent" ("address", "applies_when", "code", "confirmed_at", "confirmed_by_id", "id", "is_retired", "is_taper", "is_the_rule", "medication_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "standing") VALUES (NEW."address", NEW."applies_when", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."is_retired", NEW."is_taper", NEW."is_the_rule", NEW."medication_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."standing"); RETURN NULL;',
                            hash="06048ffb840bcec5b690efdab672dde2a3cde3c8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64733",
                            table="medications_schedule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schedule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_scheduleevent" ("address", "applies_when", "code", "confirmed_at", "confirmed_by_id", "id", "is_retired", "is_taper", "is_the_rule", "medication_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "standing") VALUES (NEW."address", NEW."applies_when", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."is_retired", NEW."is_taper", NEW."is_the_rule", NEW."medication_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source", NEW."standing"); RETURN NULL;',
                            hash="e3fd94bc39c32979c78dbe08291c36c0d6bd454b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1d62",
                            table="medications_schedule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plantemplateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="08c3d54a9bd5b027ac7097c08e559caaf1ae241b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e11b8",
                            table="medications_plantemplateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plantemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_plantemplateevent" ("created_at", "created_by_id", "id", "indication", "is_low_dose_start", "judge_after_days", "medication_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "retired_at", "retired_by_id", "schedule_id", "target_high_mg", "target_low_mg") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."indication", NEW."is_low_dose_start", NEW."judge_after_days", NEW."medication_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."retired_at", NEW."retired_by_id", NEW."schedule_id", NEW."target_high_mg", NEW."target_low_mg"); RETURN NULL;',
                            hash="1dc653e79f61dcb73bf78c5d7b56b8cfc0f3e2bf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_374d7",
                            table="medications_plantemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plantemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_plantemplateevent" ("created_at", "created_by_id", "id", "indication", "is_low_dose_start", "judge_after_days", "medication_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "retired_at", "retired_by_id", "schedule_id", "target_high_mg", "target_low_mg") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."indication", NEW."is_low_dose_start", NEW."judge_after_days", NEW."medication_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."retired_at", NEW."retired_by_id", NEW."schedule_id", NEW."target_high_mg", NEW."target_low_mg"); RETURN NULL;',
                            hash="2229fe7b5d93e329226539f3565b95d2f6ea51fb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e689e",
                            table="medications_plantemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheduleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dfd05b7c03e7d9a59953d1ae47bb265ec7e61243",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_05a97",
                            table="medications_scheduleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schedulelevel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_schedulelevelevent" ("days", "doses", "id", "min_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "schedule_id") VALUES (NEW."days", NEW."doses", NEW."id", NEW."min_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."schedule_id"); RETURN NULL;',
                            hash="0969d355f06c1c97d7abdd28dac0c527fa3173a2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5cfc9",
                            table="medications_schedulelevel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schedulelevel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_schedulelevelevent" ("days", "doses", "id", "min_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "schedule_id") VALUES (NEW."days", NEW."doses", NEW."id", NEW."min_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."schedule_id"); RETURN NULL;',
                            hash="e46264e79a46b7d6d783e7027e51c11478d35c09",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_33f7c",
                            table="medications_schedulelevel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schedulelevelevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="84fce872a8f6283b859026979286911a08060b6b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_504a6",
                            table="medications_schedulelevelevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetmeasureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5ce62a435a2150c5c75bf66393f00eaeea237b2c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_25031",
                            table="medications_targetmeasureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holdevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="90690ce938eabf0a5ba86bb087d34044a3dc51f2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_56339",
                            table="medications_holdevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_holdevent" ("held_at", "held_by_id", "id", "lift_reason", "lifted_at", "lifted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."held_at", NEW."held_by_id", NEW."id", NEW."lift_reason", NEW."lifted_at", NEW."lifted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="54cd6ec51950b66074c401b1ce0d6cff94a3c1cb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_addde",
                            table="medications_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_holdevent" ("held_at", "held_by_id", "id", "lift_reason", "lifted_at", "lifted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."held_at", NEW."held_by_id", NEW."id", NEW."lift_reason", NEW."lifted_at", NEW."lifted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="276600b620f9a191b92bf0f8e8be18923e0b0043",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c5464",
                            table="medications_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="step_is_fixed_once_the_plan_left_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF (SELECT status FROM medications_titrationplan WHERE id = NEW.plan_id FOR NO KEY UPDATE) <> 'draft'\n    OR (TG_OP = 'UPDATE' AND (SELECT status FROM medications_titrationplan WHERE id = OLD.plan_id) <> 'draft') THEN\n    PERFORM medications_refuse('steps-are-fixed', 'the steps of a plan that left draft do not change');\nEND IF;\nIF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM medications_review WHERE to_step_id = OLD.id) THEN\n    PERFORM medications_refuse('steps-are-fixed', 'a step that was reviewed does not change');\nEND IF;\nRETURN NEW;\n",
                            hash="86e166581830806d0eaf44bafa4f8615472ea2be",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_step_is_fixed_once_the_plan_left_draft_a05bc",
                            table="medications_titrationstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_titrationstepevent" ("hold_days", "id", "is_up", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "regimen_id") VALUES (NEW."hold_days", NEW."id", NEW."is_up", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."regimen_id"); RETURN NULL;',
                            hash="2b1f8f8b7ee74b1279cfe90ec7978cd8a3eba0f8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc36f",
                            table="medications_titrationstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "medications_titrationstepevent" ("hold_days", "id", "is_up", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "regimen_id") VALUES (NEW."hold_days", NEW."id", NEW."is_up", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."regimen_id"); RETURN NULL;',
                            hash="a633457bba0d4d150832367e36d215980fb9924c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed2e4",
                            table="medications_titrationstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationplanevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2de573641555788c930784ce226224549ec0f87a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ee5ac",
                            table="medications_titrationplanevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="plan_keeps_what_was_agreed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.patient_id <> OLD.patient_id OR NEW.medication_id <> OLD.medication_id THEN\n    PERFORM medications_refuse('plan-keeps-its-patient', 'a plan keeps its patient and medication');\nEND IF;\nIF (OLD.status <> 'draft' AND NEW.status = 'draft') OR (OLD.status = 'closed' AND NEW.status <> 'closed') THEN\n    PERFORM medications_refuse('plan-goes-forward', 'a plan does not return to draft, nor from closed');\nEND IF;\nIF OLD.status <> 'draft'\n    AND (OLD.indication, OLD.schedule_id, OLD.is_low_dose_start, OLD.crosses_id, OLD.made_with)\n        IS DISTINCT FROM\n        (NEW.indication, NEW.schedule_id, NEW.is_low_dose_start, NEW.crosses_id, NEW.made_with) THEN\n    PERFORM medications_refuse('plan-keeps-what-it-is-judged-by', 'close the plan and write another');\nEND IF;\nIF NEW.log_version < OLD.log_version THEN\n    PERFORM medications_refuse('version-never-falls', 'a log version never falls');\nEND IF;\nRETURN NEW;\n",
                            hash="b3c6fb315162b3038e1aed401513947a9d2667f3",
                            operation="UPDATE",
                            pgid="pgtrigger_plan_keeps_what_was_agreed_25efd",
                            table="medications_titrationplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="plan_is_for_somebody_whose_age_is_known",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT FROM patients_patient WHERE id = NEW.patient_id AND birth_date IS NULL) THEN\n    RAISE EXCEPTION 'A plan is written for somebody whose birth date is known.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n",
                            hash="13f970578b48e65ede2b667cd1a453b0fdc22989",
                            operation="INSERT",
                            pgid="pgtrigger_plan_is_for_somebody_whose_age_is_known_27908",
                            table="medications_titrationplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "medications_titrationplanevent" ("activated_at", "activated_by_id", "adherence_floor", "close_reason", "closed_at", "closed_by_id", "created_at", "created_by_id", "crosses_id", "current_step_id", "id", "indication", "is_low_dose_start", "judge_after_days", "log_version", "medication_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber_id", "purpose", "schedule_id", "status", "target_high_mg", "target_low_mg") VALUES (NEW."activated_at", NEW."activated_by_id", NEW."adherence_floor", NEW."close_reason", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."created_by_id", NEW."crosses_id", NEW."current_step_id", NEW."id", NEW."indication", NEW."is_low_dose_start", NEW."judge_after_days", NEW."log_version", NEW."medication_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prescriber_id", NEW."purpose", NEW."schedule_id", NEW."status", NEW."target_high_mg", NEW."target_low_mg"); RETURN NULL;',
                            hash="562c184fe029d8a04df056414e2b98656550a4ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5c8fd",
                            table="medications_titrationplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activated_at" IS DISTINCT FROM (NEW."activated_at") OR OLD."activated_by_id" IS DISTINCT FROM (NEW."activated_by_id") OR OLD."adherence_floor" IS DISTINCT FROM (NEW."adherence_floor") OR OLD."close_reason" IS DISTINCT FROM (NEW."close_reason") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."crosses_id" IS DISTINCT FROM (NEW."crosses_id") OR OLD."current_step_id" IS DISTINCT FROM (NEW."current_step_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indication" IS DISTINCT FROM (NEW."indication") OR OLD."is_low_dose_start" IS DISTINCT FROM (NEW."is_low_dose_start") OR OLD."judge_after_days" IS DISTINCT FROM (NEW."judge_after_days") OR OLD."log_version" IS DISTINCT FROM (NEW."log_version") OR OLD."medication_id" IS DISTINCT FROM (NEW."medication_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."prescriber_id" IS DISTINCT FROM (NEW."prescriber_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."schedule_id" IS DISTINCT FROM (NEW."schedule_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."target_high_mg" IS DISTINCT FROM (NEW."target_high_mg") OR OLD."target_low_mg" IS DISTINCT FROM (NEW."target_low_mg"))',
                            func='INSERT INTO "medications_titrationplanevent" ("activated_at", "activated_by_id", "adherence_floor", "close_reason", "closed_at", "closed_by_id", "created_at", "created_by_id", "crosses_id", "current_step_id", "id", "indication", "is_low_dose_start", "judge_after_days", "log_version", "medication_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber_id", "purpose", "schedule_id", "status", "target_high_mg", "target_low_mg") VALUES (NEW."activated_at", NEW."activated_by_id", NEW."adherence_floor", NEW."close_reason", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."created_by_id", NEW."crosses_id", NEW."current_step_id", NEW."id", NEW."indication", NEW."is_low_dose_start", NEW."judge_after_days", NEW."log_version", NEW."medication_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prescriber_id", NEW."purpose", NEW."schedule_id", NEW."status", NEW."target_high_mg", NEW."target_low_mg"); RETURN NULL;',
                            hash="d9ab7178d031fdb13d1d127c42407fa065d74e3a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e91eb",
                            table="medications_titrationplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="review_is_signed_by_a_prescriber_of_the_team",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE plan record;",
                            func="SELECT * INTO plan FROM medications_titrationplan WHERE id = NEW.plan_id;\nPERFORM FROM patients_chartversion WHERE patient_id = plan.patient_id FOR NO KEY UPDATE;\nNEW.id := nextval('medications_review_id_seq');\nNEW.recorded_at := clock_timestamp();\nIF NEW.signed_at > NEW.recorded_at + interval '5 seconds' THEN\n    PERFORM medications_refuse('signed-in-the-future', 'a review is not signed in the future');\nEND IF;\nIF NOT medications_may_prescribe(NEW.signed_by_id) THEN\n    PERFORM medications_refuse('reviewer-not-prescriber', 'a review is signed by a prescriber');\nEND IF;\nIF NOT medications_on_team(plan.patient_id, NEW.signed_by_id, NEW.signed_at) THEN\n    PERFORM medications_refuse('reviewer-not-prescriber', 'a review is signed by somebody of the team');\nEND IF;\nIF NEW.to_step_id IS NOT NULL\n    AND NOT EXISTS (SELECT FROM medications_titrationstep WHERE id = NEW.to_step_id AND plan_id = NEW.plan_id) THEN\n    PERFORM medications_refuse('review-of-another-plan', 'the step belongs to another plan');\nEND IF;\nIF NEW.read_version <> (\n    SELECT p.log_version + c.version FROM medications_titrationplan p\n    JOIN patients_chartversion c ON c.patient_id = p.patient_id WHERE p.id = NEW.plan_id) THEN\n    PERFORM medications_refuse('review-outdated', 'something new came in while this was read');\nEND IF;\nRETURN NEW;\n",
                            hash="9f8c29f26f7af046ce83dcb4785a50d07d037955",
                            operation="INSERT",
                            pgid="pgtrigger_review_is_signed_by_a_prescriber_of_the_team_6f82f",
                            table="medications_review",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dosechange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dose_change_needs_its_review",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE plan record; chart record; medication record; wanted record; last record; before bigint; reached int; review record;",
                            func="SELECT * INTO plan FROM medications_titrationplan WHERE id = NEW.plan_id;\nSELECT * INTO chart FROM patients_chartversion WHERE patient_id = plan.patient_id FOR NO KEY UPDATE;\nSELECT * INTO plan FROM medications_titrationplan WHERE id = NEW.plan_id FOR NO KEY UPDATE;\nSELECT * INTO medication FROM medications_medication WHERE id = plan.medication_id;\n\n-- Under the lock, so that ids and recording moments stand in the order of the changes; nothing here is believed\n-- from the caller.\nNEW.id := nextval('medications_dosechange_id_seq');\nNEW.recorded_at := clock_timestamp();\nNEW.patient_id := plan.patient_id;\nNEW.medication_id := plan.medication_id;\nNEW.regimen_id := NULL;\nIF NEW.step_id IS NOT NULL THEN\n    SELECT * INTO wanted FROM medications_titrationstep WHERE id = NEW.step_id;\n    IF wanted.plan_id IS DISTINCT FROM NEW.plan_id THEN\n        PERFORM medications_refuse('not-next-step', 'the step belongs to another plan');\n    END IF;\n    NEW.regimen_id := wanted.regimen_id;\nEND IF;\nIF NEW.made_at > NEW.recorded_at + interval '5 seconds' THEN\n    PERFORM medications_refuse('made-in-the-future', 'a dose change is not made in the future');\nEND IF;\n\nSELECT * INTO last FROM medications_dosechange\n    WHERE patient_id = plan.patient_id AND medication_id = plan.medication_id ORDER BY id DESC LIMIT 1;\nIF FOUND THEN\n    before := last.regimen_id;\nELSE\n    SELECT o.regimen_id INTO before FROM medications_observeddose o\n        WHERE o.patient_id = plan.patient_id AND o.medication_id = plan.medication_id ORDER BY o.id LIMIT 1;\nEND IF;\nNEW.direction := medications_direction(\n    medications_stored_regimen(before), medications_stored_regimen(NEW.regimen_id), medication.is_sedating);\nIF NEW.direction <> 'up' THEN\n    RETURN NEW;\nEND IF;\n\nIF NEW.made_at < last.made_at THEN\n    PERFORM medications_refuse('made-out-of-order', 'a step up is not made before the order that it follows');\nEND IF;\nIF plan.status <> 'active' THEN\n    PERFORM medications_refuse('plan-not-active', 'the plan is not active');\nEND IF;\nSELECT s.position INTO reached FROM medications_dosechange c JOIN medications_titrationstep s ON s.id = c.step_id\n    WHERE c.plan_id = plan.id ORDER BY c.id DESC LIMIT 1;\nreached := coalesce(reached, 0);\n-- After a pause the plan begins again where it was, or lower; else it moves one step at a time.\nIF wanted.position > (CASE WHEN before IS NULL AND reached > 0 THEN reached ELSE reached + 1 END) THEN\n    PERFORM medications_refuse('not-next-step', 'a step up goes to the next step');\nEND IF;\nIF NOT medications_may_prescribe(NEW.made_by_id) THEN\n    PERFORM medications_refuse('reviewer-not-prescriber', 'a step up is made by a prescriber');\nEND IF;\nIF medications_wants_to_wait(plan.patient_id, plan.medication_id) THEN\n    PERFORM medications_refuse('patient-wants-to-wait', 'the patient wants to wait');\nEND IF;\nIF medications_has_open_stop_flag(plan.patient_id, plan.medication_id) THEN\n    PERFORM medications_refuse('red-flag-open', 'a red flag is open');\nEND IF;\n\nSELECT * INTO review FROM medications_review WHERE id = NEW.review_id;\nIF NOT FOUND OR review.plan_id <> plan.id OR review.to_step_id IS DISTINCT FROM NEW.step_id THEN\n    PERFORM medications_refuse('review-missing', 'no review of this step');\nEND IF;\nIF review.decision <> 'proceed' THEN\n    PERFORM medications_refuse('review-not-proceed', 'the review does not say proceed');\nEND IF;\nIF review.patient_view <> 'agrees' THEN\n    PERFORM medications_refuse('patient-not-asked', 'the review does not say that the patient agrees');\nEND IF;\nIF review.read_version <> plan.log_version + chart.version\n    OR NEW.made_at < review.signed_at OR NEW.made_at >= review.valid_until\n    OR NEW.first_dose_on > (review.valid_until AT TIME ZONE 'UTC')::date THEN\n    PERFORM medications_refuse('review-outdated', 'the review is no longer current');\nEND IF;\nRETURN NEW;\n",
                            hash="f9ff9726cb78376825545b8a133c62eeb52a693e",
                            operation="INSERT",
                            pgid="pgtrigger_dose_change_needs_its_review_053b5",
                            table="medications_dosechange",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dosechange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dose_change_advances_the_chart",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\nRETURN NULL;\n",
                            hash="9d7a82c89a12f4783633678e103c7f95a6fc3ca9",
                            operation="INSERT",
                            pgid="pgtrigger_dose_change_advances_the_chart_6136c",
                            table="medications_dosechange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titrationstepevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b321d2dab55b0fa5f9efed5f830b2662b73eaf52",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_757bf",
                            table="medications_titrationstepevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="treatment_consent_is_theirs",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NOT EXISTS (\n    SELECT FROM patients_consent consent\n    WHERE consent.id = NEW.consent_id AND consent.kind = 'treatment' AND consent.patient_id = NEW.patient_id) THEN\n    PERFORM medications_refuse('treatment-consent-is-theirs', 'it belongs to a consent to treatment of the same person');\nEND IF;\nRETURN NEW;\n",
                            hash="7accfd32ac46e851bc7e0c2ea3098468adbb13d3",
                            operation="INSERT",
                            pgid="pgtrigger_treatment_consent_is_theirs_5ac4c",
                            table="medications_treatmentconsent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunSQL(sql("regimen"), "DROP FUNCTION medications_direction; DROP FUNCTION medications_measures"),
        migrations.RunSQL(sql("standing"), migrations.RunSQL.noop),
    ]
