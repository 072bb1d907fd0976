import datetime
from decimal import Decimal

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import patients.plain


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(patients.plain.CREATE, "DROP FUNCTION patients_plain"),
        migrations.CreateModel(
            name="Patient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_number", models.CharField(max_length=20, unique=True, verbose_name="record number")),
                ("chosen_name", models.CharField(max_length=120, verbose_name="chosen name")),
                ("legal_name", models.CharField(blank=True, max_length=120, verbose_name="legal name")),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "sex_for_dosing",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("intersex", "Intersex"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex for dosing",
                    ),
                ),
                ("language", models.CharField(default="English", max_length=40, verbose_name="language")),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[("low", "Low"), ("usual", "Usual"), ("high", "High")],
                        default="usual",
                        max_length=10,
                        verbose_name="sensitivity to medication",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "access_needs",
                    models.CharField(
                        blank=True,
                        help_text="Interpreter, transport, step-free access.",
                        max_length=200,
                        verbose_name="access needs",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="patients.patient",
                    ),
                ),
            ],
            options={
                "verbose_name": "patient",
                "verbose_name_plural": "patients",
                "indexes": [models.Index(fields=["birth_date"], name="patient_birth_date")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date__isnull", True),
                            ("birth_date__gte", datetime.date(1900, 1, 1)),
                            _connector="OR",
                        ),
                        name="patient_birth_date_is_plausible",
                        violation_error_message="The birth date lies before 1900.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="patient_is_not_merged_into_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("break-the-glass", "Break the glass"), ("co-sign", "Asked to co-sign")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("granted_at", models.DateTimeField(verbose_name="from")),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="access_grants", to="patients.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "access grant",
                "verbose_name_plural": "access grants",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["user", "expires_at"], name="access_grant_by_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="access_grant_gives_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("granted_at"))), name="access_grant_ends"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareTeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("prescriber", "Prescriber"),
                            ("therapist", "Therapist"),
                            ("nurse", "Nurse or case manager"),
                            ("clinical-lead", "Clinical lead"),
                        ],
                        max_length=20,
                        verbose_name="role on the team",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("is_point_of_contact", models.BooleanField(default=False, verbose_name="point of contact")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="care_teams",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="care_team", to="patients.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "care team member",
                "verbose_name_plural": "care team members",
                "ordering": ["patient", "starts_at"],
                "indexes": [models.Index(fields=["user", "patient"], name="team_by_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="team_membership_ends_after_it_starts",
                        violation_error_message="A place on the team ends after it starts.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at__isnull", True)),
                        fields=("patient", "user"),
                        name="team_member_once_at_a_time",
                        violation_error_message="This person is already on the team.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at__isnull", True), ("is_point_of_contact", True)),
                        fields=("patient",),
                        name="team_has_one_point_of_contact",
                        violation_error_message="The team already has a point of contact.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChartVersion",
            fields=[
                (
                    "patient",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="patients.patient",
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "chart version",
                "verbose_name_plural": "chart versions",
            },
        ),
        migrations.CreateModel(
            name="ChartEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("substance-use", "Substance use"),
                            ("measurement", "A measurement out of range"),
                            ("risk", "A risk answer"),
                            ("pregnancy", "Pregnancy or breast-feeding"),
                            ("allergy", "Allergy or intolerance"),
                            ("condition", "A liver, kidney or heart condition"),
                            ("crisis", "Crisis or hospital contact"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in a few words")),
                ("happened_at", models.DateTimeField(verbose_name="when")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chart_events", to="patients.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "chart event",
                "verbose_name_plural": "chart events",
                "ordering": ["-happened_at", "-id"],
                "indexes": [models.Index(fields=["patient", "-happened_at"], name="chart_event_by_patient")],
            },
        ),
        migrations.CreateModel(
            name="CareTeamMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("prescriber", "Prescriber"),
                            ("therapist", "Therapist"),
                            ("nurse", "Nurse or case manager"),
                            ("clinical-lead", "Clinical lead"),
                        ],
                        max_length=20,
                        verbose_name="role on the team",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("is_point_of_contact", models.BooleanField(default=False, verbose_name="point of contact")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="patients.careteammember",
                    ),
                ),
                (
                    "recorded_by",
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
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Allergy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hypersensitivity", "allergy"),
                            ("intolerance", "intolerance"),
                            ("none-known", "no known allergies"),
                        ],
                        max_length=20,
                        verbose_name="what kind",
                    ),
                ),
                ("to", models.CharField(blank=True, max_length=80, verbose_name="code")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="to what")),
                ("reaction", models.CharField(blank=True, max_length=200, verbose_name="what happened")),
                (
                    "certainty",
                    models.CharField(
                        choices=[("certain", "seen or tested"), ("likely", "likely"), ("unsure", "not sure")],
                        default="likely",
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=200, verbose_name="why it holds no longer"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "allergy",
                "verbose_name_plural": "allergies",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "to", "-id"], name="allergy_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "none-known"), ("name", ""), ("to", "")),
                            models.Q(
                                models.Q(("kind", "none-known"), _negated=True),
                                models.Q(("to", ""), _negated=True),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="allergy_says_to_what",
                        violation_error_message="Say to what.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to", django.db.models.functions.text.Lower(models.F("to")))),
                        name="allergy_code_is_in_small_letters",
                        violation_error_message="A code is written in small letters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessGrantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("break-the-glass", "Break the glass"), ("co-sign", "Asked to co-sign")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("granted_at", models.DateTimeField(verbose_name="from")),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                (
                    "granted_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="patients.accessgrant",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EarlierReaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("to", models.CharField(max_length=80, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="medicine")),
                ("effect", models.CharField(max_length=200, verbose_name="what happened")),
                (
                    "how_bad",
                    models.CharField(
                        choices=[("mild", "mild"), ("moderate", "moderate"), ("severe", "severe")],
                        max_length=10,
                        verbose_name="how bad",
                    ),
                ),
                ("dose", models.CharField(blank=True, max_length=80, verbose_name="dose, in mg or in words")),
                (
                    "dose_then",
                    models.CharField(
                        choices=[("low", "a low dose"), ("usual", "a usual or high dose"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="how large that dose was",
                    ),
                ),
                ("when", models.CharField(blank=True, max_length=80, verbose_name="when, roughly")),
                ("helped", models.CharField(blank=True, max_length=200, verbose_name="what helped")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=200, verbose_name="why it holds no longer"),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier reaction",
                "verbose_name_plural": "earlier reactions",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "to", "effect", "-id"], name="reaction_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("effect", ""), _negated=True),
                        ),
                        name="reaction_says_what_happened_on_what",
                        violation_error_message="Say what happened, and on which medicine.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to", django.db.models.functions.text.Lower(models.F("to")))),
                        name="reaction_code_is_in_small_letters",
                        violation_error_message="A code is written in small letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dose_then__in", ["low", "usual", "unknown"]),
                            ("how_bad__in", ["mild", "moderate", "severe"]),
                        ),
                        name="reaction_is_weighed_in_our_words",
                        violation_error_message="Choose how bad it was, and how large the dose, from the lists.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Genotype",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "gene",
                    models.CharField(
                        choices=[("CYP2D6", "CYP2D6"), ("CYP2C19", "CYP2C19")], max_length=10, verbose_name="gene"
                    ),
                ),
                (
                    "phenotype",
                    models.CharField(
                        choices=[
                            ("poor", "poor metaboliser"),
                            ("intermediate", "intermediate metaboliser"),
                            ("normal", "normal metaboliser"),
                            ("rapid", "rapid metaboliser"),
                            ("ultrarapid", "ultrarapid metaboliser"),
                        ],
                        max_length=20,
                        verbose_name="found",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "genotype",
                "verbose_name_plural": "genotypes",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "gene", "-id"], name="genotype_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gene__in", ["CYP2D6", "CYP2C19"])),
                        name="gene_is_one_we_know",
                        violation_error_message="Choose a gene from the list.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthCondition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("acute-hepatitis-or-liver-failure", "Acute hepatitis or liver failure"),
                            ("anorexia", "Anorexia nervosa"),
                            ("ascites", "Ascites"),
                            ("asthma", "Asthma"),
                            ("bowel-obstruction", "Bowel obstruction"),
                            ("breathing-depression", "Breathing depression"),
                            ("bulimia", "Bulimia nervosa"),
                            ("cardiogenic-shock", "Cardiogenic shock"),
                            ("complex-sleep-behaviour", "Complex sleep behaviour on a sleep medicine"),
                            ("narrow-angle-glaucoma", "Narrow-angle glaucoma, untreated"),
                            ("haemodialysis", "Haemodialysis"),
                            ("heart-block", "Heart block above first degree"),
                            ("heart-failure", "Heart failure"),
                            ("liver-disease", "Liver disease"),
                            ("long-qt", "Long QT"),
                            ("low-potassium-or-magnesium", "Low potassium or magnesium, uncorrected"),
                            ("opioid-dependence", "Opioid dependence"),
                            ("acute-opioid-withdrawal", "Opioid withdrawal, acute"),
                            ("phaeochromocytoma", "Phaeochromocytoma"),
                            ("mitochondrial-polg-disorder", "Mitochondrial disorder (POLG)"),
                            ("psychosis", "Psychosis"),
                            ("recent-heart-attack", "Recent heart attack"),
                            ("seizure-disorder", "Seizure disorder"),
                            ("severe-heart-disease", "Severe heart disease"),
                            ("sinus-bradycardia", "Sinus bradycardia or sick sinus"),
                            ("urea-cycle-disorder", "Urea cycle disorder"),
                            ("urinary-retention", "Severe urinary retention"),
                            ("other", "Another condition"),
                        ],
                        max_length=40,
                        verbose_name="condition",
                    ),
                ),
                ("other", models.CharField(blank=True, max_length=80, verbose_name="which other one")),
                (
                    "state",
                    models.CharField(
                        choices=[("present", "present"), ("resolved", "in the past"), ("ruled-out", "ruled out")],
                        max_length=10,
                        verbose_name="now",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="in a few words")),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "condition",
                "verbose_name_plural": "conditions",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "condition", "-id"], name="condition_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("condition", "other"), models.Q(("other", ""), _negated=True)),
                            models.Q(models.Q(("condition", "other"), _negated=True), ("other", "")),
                            _connector="OR",
                        ),
                        name="condition_outside_the_list_has_a_name",
                        violation_error_message="Name the condition if, and only if, it is not in the list.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("systolic-bp", "Systolic pressure, seated"),
                            ("diastolic-bp", "Diastolic pressure, seated"),
                            ("lying-systolic-bp", "Systolic pressure, lying"),
                            ("lying-diastolic-bp", "Diastolic pressure, lying"),
                            ("standing-systolic-bp", "Systolic pressure, standing"),
                            ("standing-diastolic-bp", "Diastolic pressure, standing"),
                            ("pulse", "Pulse"),
                            ("weight", "Weight"),
                            ("serum-level", "Level in blood"),
                            ("qtc", "QTc"),
                            ("alt", "ALT"),
                            ("sodium", "Sodium"),
                            ("egfr", "eGFR"),
                            ("cows", "Opioid withdrawal (COWS)"),
                            ("ciwa-ar", "Alcohol withdrawal (CIWA-Ar)"),
                            ("pregnancy-test", "Pregnancy test"),
                            ("glucose", "Glucose"),
                            ("lipids", "Cholesterol, total"),
                        ],
                        max_length=25,
                        verbose_name="what",
                    ),
                ),
                ("analyte", models.CharField(blank=True, max_length=40, verbose_name="level of what")),
                ("value", models.DecimalField(decimal_places=3, max_digits=9, verbose_name="value")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                (
                    "hours_after_dose",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="hours after the last dose"
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "measurement",
                "verbose_name_plural": "measurements",
                "ordering": ["-taken_at", "-id"],
                "indexes": [models.Index(fields=["patient", "kind", "-taken_at"], name="measurement_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "systolic-bp"), ("value__gte", Decimal("40")), ("value__lte", Decimal("300"))
                            ),
                            models.Q(
                                ("kind", "lying-systolic-bp"),
                                ("value__gte", Decimal("40")),
                                ("value__lte", Decimal("300")),
                            ),
                            models.Q(
                                ("kind", "standing-systolic-bp"),
                                ("value__gte", Decimal("40")),
                                ("value__lte", Decimal("300")),
                            ),
                            models.Q(
                                ("kind", "diastolic-bp"), ("value__gte", Decimal("20")), ("value__lte", Decimal("200"))
                            ),
                            models.Q(
                                ("kind", "lying-diastolic-bp"),
                                ("value__gte", Decimal("20")),
                                ("value__lte", Decimal("200")),
                            ),
                            models.Q(
                                ("kind", "standing-diastolic-bp"),
                                ("value__gte", Decimal("20")),
                                ("value__lte", Decimal("200")),
                            ),
                            models.Q(("kind", "pulse"), ("value__gte", Decimal("20")), ("value__lte", Decimal("250"))),
                            models.Q(("kind", "weight"), ("value__gte", Decimal("20")), ("value__lte", Decimal("400"))),
                            models.Q(
                                ("kind", "serum-level"), ("value__gte", Decimal("0")), ("value__lte", Decimal("100000"))
                            ),
                            models.Q(("kind", "qtc"), ("value__gte", Decimal("200")), ("value__lte", Decimal("800"))),
                            models.Q(("kind", "alt"), ("value__gte", Decimal("0")), ("value__lte", Decimal("20000"))),
                            models.Q(("kind", "sodium"), ("value__gte", Decimal("90")), ("value__lte", Decimal("200"))),
                            models.Q(("kind", "egfr"), ("value__gte", Decimal("0")), ("value__lte", Decimal("250"))),
                            models.Q(("kind", "cows"), ("value__gte", Decimal("0")), ("value__lte", Decimal("48"))),
                            models.Q(("kind", "ciwa-ar"), ("value__gte", Decimal("0")), ("value__lte", Decimal("67"))),
                            models.Q(
                                ("kind", "pregnancy-test"), ("value__gte", Decimal("0")), ("value__lte", Decimal("1"))
                            ),
                            models.Q(
                                ("kind", "glucose"), ("value__gte", Decimal("10")), ("value__lte", Decimal("2000"))
                            ),
                            models.Q(
                                ("kind", "lipids"), ("value__gte", Decimal("10")), ("value__lte", Decimal("2000"))
                            ),
                            _connector="OR",
                        ),
                        name="measurement_is_plausible",
                        violation_error_message="This value is hardly possible. Please look at it again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "systolic-bp"), ("unit", "mmHg")),
                            models.Q(("kind", "lying-systolic-bp"), ("unit", "mmHg")),
                            models.Q(("kind", "standing-systolic-bp"), ("unit", "mmHg")),
                            models.Q(("kind", "diastolic-bp"), ("unit", "mmHg")),
                            models.Q(("kind", "lying-diastolic-bp"), ("unit", "mmHg")),
                            models.Q(("kind", "standing-diastolic-bp"), ("unit", "mmHg")),
                            models.Q(("kind", "pulse"), ("unit", "/min")),
                            models.Q(("kind", "weight"), ("unit", "kg")),
                            models.Q(("kind", "qtc"), ("unit", "ms")),
                            models.Q(("kind", "alt"), ("unit", "U/L")),
                            models.Q(("kind", "sodium"), ("unit", "mmol/L")),
                            models.Q(("kind", "egfr"), ("unit", "mL/min/1.73 m²")),
                            models.Q(("kind", "cows"), ("unit", "")),
                            models.Q(("kind", "ciwa-ar"), ("unit", "")),
                            models.Q(("kind", "pregnancy-test"), ("unit", "")),
                            models.Q(("kind", "glucose"), ("unit", "mg/dL")),
                            models.Q(("kind", "lipids"), ("unit", "mg/dL")),
                            models.Q(("kind", "serum-level"), models.Q(("unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="measurement_has_the_unit_of_its_kind",
                        violation_error_message="This value has another unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "serum-level"), models.Q(("analyte", ""), _negated=True)),
                            models.Q(
                                models.Q(("kind", "serum-level"), _negated=True),
                                ("analyte", ""),
                                ("hours_after_dose__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="level_says_of_what",
                        violation_error_message="A level, and nothing else, says of what it is and how long after a dose.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_after_dose__isnull", True),
                            models.Q(("hours_after_dose__gte", 0), ("hours_after_dose__lte", 240)),
                            _connector="OR",
                        ),
                        name="hours_after_dose_are_plausible",
                        violation_error_message="Enter between 0 and 240 hours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "taken_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("recorded_at"), "+", models.Value(datetime.timedelta(seconds=300))
                                ),
                            )
                        ),
                        name="measurement_lies_in_the_past",
                        violation_error_message="This lies in the future.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganFunction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "organ",
                    models.CharField(
                        choices=[("hepatic", "Liver"), ("renal", "Kidneys")], max_length=10, verbose_name="organ"
                    ),
                ),
                (
                    "impairment",
                    models.CharField(
                        choices=[
                            ("none", "not impaired"),
                            ("mild", "mildly impaired"),
                            ("moderate", "moderately impaired"),
                            ("severe", "severely impaired"),
                            ("unknown", "not known"),
                        ],
                        max_length=10,
                        verbose_name="how well it works",
                    ),
                ),
                (
                    "creatinine_clearance_ml_min",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="creatinine clearance, mL/min",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "organ function",
                "verbose_name_plural": "organ functions",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "organ", "-id"], name="organ_function_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("creatinine_clearance_ml_min__isnull", True), ("organ", "renal"), _connector="OR"
                        ),
                        name="clearance_is_of_the_kidneys",
                        violation_error_message="A clearance belongs to the kidneys.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("creatinine_clearance_ml_min__isnull", True),
                            models.Q(
                                ("creatinine_clearance_ml_min__gte", 1), ("creatinine_clearance_ml_min__lte", 250)
                            ),
                            _connector="OR",
                        ),
                        name="clearance_is_plausible",
                        violation_error_message="Enter a clearance between 1 and 250 mL/min.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatientEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("record_number", models.CharField(max_length=20, verbose_name="record number")),
                ("chosen_name", models.CharField(max_length=120, verbose_name="chosen name")),
                ("legal_name", models.CharField(blank=True, max_length=120, verbose_name="legal name")),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "sex_for_dosing",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("intersex", "Intersex"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex for dosing",
                    ),
                ),
                ("language", models.CharField(default="English", max_length=40, verbose_name="language")),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[("low", "Low"), ("usual", "Usual"), ("high", "High")],
                        default="usual",
                        max_length=10,
                        verbose_name="sensitivity to medication",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "access_needs",
                    models.CharField(
                        blank=True,
                        help_text="Interpreter, transport, step-free access.",
                        max_length=200,
                        verbose_name="access needs",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "created_by",
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
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="patients.patient",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PregnancyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "pregnant",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("unknown", "not known"),
                            ("declined", "declined to say"),
                        ],
                        max_length=10,
                        verbose_name="pregnant",
                    ),
                ),
                (
                    "breast_feeding",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("unknown", "not known"),
                            ("declined", "declined to say"),
                        ],
                        max_length=10,
                        verbose_name="breast-feeding",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about pregnancy",
                "verbose_name_plural": "answers about pregnancy",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "-id"], name="pregnancy_answer_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pregnant__in", ["yes", "no", "unknown", "declined"]),
                            ("breast_feeding__in", ["yes", "no", "unknown", "declined"]),
                        ),
                        name="pregnancy_answer_is_one_of_four",
                        violation_error_message="Choose one of the four answers.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SensitivityAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("hopes", "Hopes"),
                            ("fears", "Fears"),
                            ("avoid", "Wants to avoid"),
                            ("self-rated", "Sensitivity, as they rate it"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("much-more", "much more sensitive than others"),
                            ("more", "more sensitive than others"),
                            ("same", "about the same as others"),
                            ("less", "less sensitive than others"),
                            ("not-sure", "not sure"),
                            ("declined", "declined to say"),
                            ("said", "said in words"),
                            ("not-now", "not now"),
                        ],
                        max_length=20,
                        verbose_name="answer",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="in words")),
                (
                    "whose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("theirs", "in their own words"),
                            ("summed-up", "summed up by staff"),
                            ("close-to-them", "in the words of somebody close to them"),
                        ],
                        max_length=20,
                        verbose_name="whose words",
                    ),
                ),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=200, verbose_name="why it holds no longer"),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about sensitivity",
                "verbose_name_plural": "answers about sensitivity",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "question", "-id"], name="sensitivity_answer_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "answer__in",
                                    ("much-more", "more", "same", "less", "not-sure", "declined", "not-now"),
                                ),
                                ("question", "self-rated"),
                            ),
                            models.Q(
                                ("answer__in", ["said", "not-now"]), ("question__in", ["hopes", "fears", "avoid"])
                            ),
                            _connector="OR",
                        ),
                        name="sensitivity_answer_fits_its_question",
                        violation_error_message="Choose one of the answers to this question.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", "said"),
                                models.Q(("words", ""), _negated=True),
                                models.Q(("whose", ""), _negated=True),
                            ),
                            models.Q(models.Q(("answer", "said"), _negated=True), ("whose", ""), ("words", "")),
                            _connector="OR",
                        ),
                        name="sensitivity_words_are_somebodys",
                        violation_error_message="Write what was said, and in whose words it is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SensitivitySetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("high", "High: start low, smaller steps"),
                            ("usual", "Usual, whatever was told"),
                            ("as-told", "As it follows from what is told"),
                        ],
                        max_length=10,
                        verbose_name="sensitivity to medicines",
                    ),
                ),
                ("because", models.CharField(max_length=200, verbose_name="why")),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "setting of sensitivity",
                "verbose_name_plural": "settings of sensitivity",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "-id"], name="sensitivity_setting_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["high", "usual", "as-told"]), models.Q(("because", ""), _negated=True)
                        ),
                        name="sensitivity_is_set_with_a_reason",
                        violation_error_message="Choose a level, and say why.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstanceUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("patient", "patient, in person or in writing"),
                            ("phone", "patient, by phone"),
                            ("session", "in a session"),
                            ("staff", "seen or measured by staff"),
                            ("records", "a letter or a laboratory"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "substance",
                    models.CharField(
                        choices=[
                            ("alcohol", "Alcohol"),
                            ("tobacco_smoke", "Tobacco, smoked"),
                            ("nicotine_replacement", "Nicotine replacement"),
                            ("caffeine", "Caffeine"),
                            ("cannabis", "Cannabis"),
                            ("cbd", "CBD"),
                            ("cocaine", "Cocaine"),
                            ("methamphetamine", "Methamphetamine"),
                            ("mdma", "MDMA"),
                            ("heroin", "Heroin"),
                            ("fentanyl", "Fentanyl"),
                            ("xylazine_or_medetomidine_adulterant", "Xylazine or medetomidine, mixed in"),
                            ("kratom", "Kratom"),
                            ("tianeptine", "Tianeptine"),
                            ("ghb", "GHB"),
                            ("psilocybin", "Psilocybin"),
                            ("lsd", "LSD"),
                            ("st_johns_wort", "St John's wort"),
                            ("grapefruit", "Grapefruit"),
                        ],
                        max_length=40,
                        verbose_name="substance",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("uses", "uses it"),
                            ("stopped", "stopped"),
                            ("never", "does not use it"),
                            ("declined", "declined to say"),
                        ],
                        max_length=10,
                        verbose_name="use",
                    ),
                ),
                (
                    "amount",
                    models.CharField(blank=True, max_length=200, verbose_name="how much and how often, in their words"),
                ),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used")),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                (
                    "stopped_abruptly",
                    models.BooleanField(default=False, verbose_name="stopped from one day to the next"),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "substance use",
                "verbose_name_plural": "substance use",
                "ordering": ["patient", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["patient", "substance", "-id"], name="substance_use_by_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "stopped"), ("stopped_on__isnull", False)),
                            models.Q(
                                models.Q(("answer", "stopped"), _negated=True),
                                ("stopped_abruptly", False),
                                ("stopped_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="substance_stopped_on_a_day",
                        violation_error_message="If they stopped, say on which day, as near as is known; else leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ["uses", "stopped"]),
                            models.Q(("amount", ""), ("last_used_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="substance_amount_needs_use",
                        violation_error_message="An amount or a last time belongs to something that is or was used.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_used_at__isnull", True),
                            (
                                "last_used_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("recorded_at"), "+", models.Value(datetime.timedelta(seconds=300))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="substance_last_used_in_the_past",
                        violation_error_message="This lies in the future.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="patient",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(patients.plain.Plain("chosen_name"), name="gin_trgm_ops"),
                name="patient_chosen_name_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="patient",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(patients.plain.Plain("legal_name"), name="gin_trgm_ops"),
                name="patient_legal_name_trigram",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chartversion",
            trigger=pgtrigger.compiler.Trigger(
                name="chart_version_never_falls",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.version < OLD.version OR NEW.patient_id <> OLD.patient_id THEN\n                        RAISE EXCEPTION 'A chart version never falls and never changes hands.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="296228ccac2709df2672dcf8025de1e97ab5e7f6",
                    operation="UPDATE",
                    pgid="pgtrigger_chart_version_never_falls_7400c",
                    table="patients_chartversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chartversion",
            trigger=pgtrigger.compiler.Trigger(
                name="chart_version_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="480e3123270e2c409ff107480f3fafb5ab7dceb1",
                    operation="DELETE",
                    pgid="pgtrigger_chart_version_stays_2680b",
                    table="patients_chartversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patient",
            trigger=pgtrigger.compiler.Trigger(
                name="patient_begins_a_chart_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO patients_chartversion (patient_id, version) VALUES (NEW.id, 0); RETURN NULL;",
                    hash="e064a4c10745d52db59bf1a9b1f6aa10cbf942dc",
                    operation="INSERT",
                    pgid="pgtrigger_patient_begins_a_chart_version_74f4e",
                    table="patients_patient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patient",
            trigger=pgtrigger.compiler.Trigger(
                name="patient_birth_date_stays_known",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."birth_date" IS NULL AND OLD."birth_date" IS NOT NULL)',
                    func="\n                    RAISE EXCEPTION 'A birth date that is known is corrected, not taken away.'\n                        USING ERRCODE = 'check_violation';\n                ",
                    hash="413fca079f41dbe59227d48d21c22ad2418ac686",
                    operation='UPDATE OF "birth_date"',
                    pgid="pgtrigger_patient_birth_date_stays_known_3894a",
                    table="patients_patient",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patient",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_patientevent" ("access_needs", "birth_date", "chosen_name", "created_at", "created_by_id", "id", "language", "legal_name", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pronouns", "record_number", "sensitivity", "sex_for_dosing") VALUES (NEW."access_needs", NEW."birth_date", NEW."chosen_name", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."legal_name", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."pronouns", NEW."record_number", NEW."sensitivity", NEW."sex_for_dosing"); RETURN NULL;',
                    hash="340f1b60c617d450239537f5590a7c61ab0819dc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62165",
                    table="patients_patient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patient",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_patientevent" ("access_needs", "birth_date", "chosen_name", "created_at", "created_by_id", "id", "language", "legal_name", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pronouns", "record_number", "sensitivity", "sex_for_dosing") VALUES (NEW."access_needs", NEW."birth_date", NEW."chosen_name", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."legal_name", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."pronouns", NEW."record_number", NEW."sensitivity", NEW."sex_for_dosing"); RETURN NULL;',
                    hash="5441c06a859c286446fde286605a384658731418",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_546ce",
                    table="patients_patient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chartevent",
            trigger=pgtrigger.compiler.Trigger(
                name="chart_event_advances_the_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n                    RETURN NULL;\n                ",
                    hash="eb4ed1b5521efe8c1f06defaf80c8406a83ec8d6",
                    operation="INSERT",
                    pgid="pgtrigger_chart_event_advances_the_version_a8095",
                    table="patients_chartevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="careteammemberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9272dfa8bbbbc8c9abff8a248804817d454548d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5d6d8",
                    table="patients_careteammemberevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="careteammember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_careteammemberevent" ("ends_at", "id", "is_point_of_contact", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "starts_at", "user_id") VALUES (NEW."ends_at", NEW."id", NEW."is_point_of_contact", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."starts_at", NEW."user_id"); RETURN NULL;',
                    hash="db453f86f69bbef256a51dd692242ed3ae9fcc2a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b283b",
                    table="patients_careteammember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="careteammember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_careteammemberevent" ("ends_at", "id", "is_point_of_contact", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "starts_at", "user_id") VALUES (NEW."ends_at", NEW."id", NEW."is_point_of_contact", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."starts_at", NEW."user_id"); RETURN NULL;',
                    hash="6c872107225ef1589b45e5dc4a667bd55b77fd4c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ec23b",
                    table="patients_careteammember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allergy",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="8ab28e50ae5d81cf423a2769d3c8980be61bed25",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_a236a",
                    table="patients_allergy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessgrantevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9f2521a1635c280be368770663ad12accb1d392",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1ab77",
                    table="patients_accessgrantevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_accessgrantevent" ("expires_at", "granted_at", "granted_by_id", "id", "kind", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."expires_at", NEW."granted_at", NEW."granted_by_id", NEW."id", NEW."kind", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;',
                    hash="691c5643c2b94fab035f3737bc4646fc585a3c9c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d270a",
                    table="patients_accessgrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_accessgrantevent" ("expires_at", "granted_at", "granted_by_id", "id", "kind", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."expires_at", NEW."granted_at", NEW."granted_by_id", NEW."id", NEW."kind", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;',
                    hash="a68ae58b8f95cc807f7a234c69766f108d0b08d6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2edae",
                    table="patients_accessgrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierreaction",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="051832025676f66f9d7922bbec8917f61ae37fdc",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_45d48",
                    table="patients_earlierreaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="genotype",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="538beb282aa8de8ea0135fae84b3d26c84bcb156",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_de653",
                    table="patients_genotype",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthcondition",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="9067fc5a1b26097fa4b4ac5d8e4a21968c12b7b2",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_fbf4d",
                    table="patients_healthcondition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="measurement_that_gates_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"kind\" IN ('cows', 'diastolic-bp', 'lying-diastolic-bp', 'lying-systolic-bp', 'pregnancy-test', 'pulse', 'qtc', 'serum-level', 'standing-diastolic-bp', 'standing-systolic-bp', 'systolic-bp'))",
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="183d6b7e2a005e1f5e1cb05b2c8a1ede068bbb11",
                    operation="INSERT",
                    pgid="pgtrigger_measurement_that_gates_advances_the_chart_002ce",
                    table="patients_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organfunction",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="01c89c6cf491c676ca854289490ba8be425ec6c0",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_9c266",
                    table="patients_organfunction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patientevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d56fc44e91ee8df71d41dd0265710731967b921c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ade9e",
                    table="patients_patientevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pregnancyanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="38849ac5d868e350f86ba627d5d70a70320ca94a",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_b1c3a",
                    table="patients_pregnancyanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sensitivityanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="8fb1ace9c1e7b4888e2a5230b9b945087f976297",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_fe05c",
                    table="patients_sensitivityanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sensitivitysetting",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="159634277789fa0e53c4a05a577a5088d501ffb7",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_19f30",
                    table="patients_sensitivitysetting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substanceuse",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_advances_the_chart",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                    hash="3b16bb4943b2e7200c0c2106e9167d6d76b50149",
                    operation="INSERT",
                    pgid="pgtrigger_what_is_told_advances_the_chart_d411e",
                    table="patients_substanceuse",
                    when="AFTER",
                ),
            ),
        ),
    ]
