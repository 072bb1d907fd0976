import datetime
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import patients.models.consent
import patients.models.contact
import patients.plain
import practice.database.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(patients.plain.CREATE, "DROP FUNCTION patients_plain"),
        practice.database.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Patient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="PacketAnswer",
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
                                    ("said", "answered"),
                                    ("skipped", "left out"),
                                    ("not-now", "not now"),
                                    ("in-person", "ask me in person"),
                                ],
                                max_length=10,
                                verbose_name="kind of answer",
                            ),
                        ),
                        ("sealed", models.TextField(blank=True, verbose_name="what was said, encrypted")),
                    ],
                    options={
                        "verbose_name": "answer of a packet",
                        "verbose_name_plural": "answers of packets",
                        "ordering": ["submission", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "said"), models.Q(("sealed", ""), _negated=True)),
                                    models.Q(models.Q(("kind", "said"), _negated=True), ("sealed", "")),
                                    _connector="OR",
                                ),
                                name="answer_holds_words_where_something_was_said",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("text", models.CharField(max_length=300, verbose_name="question")),
                        ("help", models.CharField(blank=True, max_length=500, verbose_name="help")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("short", "a few words"),
                                    ("long", "in their own words"),
                                    ("choice", "one of several"),
                                    ("several", "any of several"),
                                    ("yes-no", "yes, no, or not sure"),
                                    ("date", "a day"),
                                    ("items", "a list, each with a detail"),
                                ],
                                max_length=10,
                                verbose_name="kind of answer",
                            ),
                        ),
                        ("choices", models.JSONField(blank=True, default=list, verbose_name="choices")),
                        (
                            "lands_as",
                            models.SlugField(blank=True, max_length=40, verbose_name="proposed for the chart as"),
                        ),
                        ("is_sensitive", models.BooleanField(default=False, verbose_name="folded when read")),
                        (
                            "is_asked_first",
                            models.BooleanField(
                                default=False, verbose_name="asked before a section off the link is opened"
                            ),
                        ),
                        ("is_left_out", models.BooleanField(default=False, verbose_name="left out")),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["version", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["choice", "several"]), models.Q(("choices", []), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("kind__in", ["choice", "several"]), _negated=True), ("choices", [])
                                    ),
                                    _connector="OR",
                                ),
                                name="question_has_choices_where_one_chooses",
                                violation_error_message="Write the choices, one a line, if and only if the answer is chosen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["short", "long", "choice", "several", "yes-no", "date", "items"])
                                ),
                                name="question_is_of_a_known_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="question_asks_something",
                                violation_error_message="Write the question.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place in the packet")),
                        ("is_offered", models.BooleanField(default=True, verbose_name="offered in new packets")),
                        (
                            "is_off_private_link",
                            models.BooleanField(
                                default=False, verbose_name="on the private link only if the person agrees"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "section of the packet",
                        "verbose_name_plural": "sections of the packet",
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="PatientPagesSetting",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "crisis_lines",
                            models.TextField(
                                help_text="Local telephone numbers, one line each. Nothing here may tell what kind of practice this is.",
                                max_length=1000,
                                verbose_name="crisis lines",
                            ),
                        ),
                        (
                            "leave_to",
                            models.URLField(
                                help_text="A page that anybody might read: the weather, a newspaper.",
                                verbose_name="where “Leave quickly” leads",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "words on patients' own pages",
                        "verbose_name_plural": "words on patients' own pages",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)),
                                name="patient_pages_have_one_setting",
                                violation_error_message="There is one set of these words: change that one.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PracticeBand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        ("from_total", models.PositiveSmallIntegerField(verbose_name="from a total of")),
                        ("label", models.CharField(max_length=60, verbose_name="what it is called")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                    ],
                    options={
                        "verbose_name": "band of the practice's own",
                        "verbose_name_plural": "bands of the practice's own",
                        "ordering": ["measure", "from_total"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_retired", False)),
                                fields=("measure", "from_total"),
                                name="practice_band_begins_once",
                                violation_error_message="Another band of this measure begins there.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("label", ""), _negated=True), models.Q(("measure", ""), _negated=True)
                                ),
                                name="practice_band_has_a_name",
                                violation_error_message="Write what the band is called.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[("self-harm-thoughts", "thoughts of death or of hurting themselves")],
                                max_length=40,
                                unique=True,
                                verbose_name="about",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                help_text="Plain paragraphs: who asks, when, and whom to call.",
                                max_length=2000,
                                verbose_name="what we do",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "what we agreed to do about a risk answer",
                        "verbose_name_plural": "what we agreed to do about risk answers",
                        "ordering": ["topic"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="risk_agreement_says_what_to_do",
                                violation_error_message="Write what we do.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessGrant",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_grants",
                                to="patients.patient",
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
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        ("edition", models.PositiveSmallIntegerField(verbose_name="edition of the scoring")),
                        ("answers", models.JSONField(verbose_name="answers")),
                        (
                            "missing",
                            models.PositiveSmallIntegerField(default=0, verbose_name="items without an answer"),
                        ),
                        (
                            "total",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="total"
                            ),
                        ),
                        ("scores", models.JSONField(blank=True, default=dict, verbose_name="scores")),
                        (
                            "risk",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="highest answer that calls a person"
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("asked", "asked, and written down by staff"),
                                    ("paper", "on paper"),
                                    ("tablet", "on a tablet in the room"),
                                    ("private-link", "through the private link"),
                                ],
                                max_length=20,
                                verbose_name="how it was filled in",
                            ),
                        ),
                        ("filled_in_at", models.DateTimeField(verbose_name="filled in")),
                        (
                            "in_their_words",
                            models.TextField(blank=True, max_length=2000, verbose_name="in the patient's words"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment",
                        "verbose_name_plural": "assessments",
                        "ordering": ["-filled_in_at", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "measure", "-filled_in_at"], name="assessment_by_patient"),
                            models.Index(
                                condition=models.Q(("risk__gt", 0)), fields=["patient"], name="assessment_with_risk"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("missing", 0), ("total", None), _connector="OR"),
                                name="assessment_has_a_total_only_when_complete",
                                violation_error_message="There is no total while an item is without an answer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", "phq9"), _negated=True),
                                    (
                                        "risk",
                                        django.db.models.functions.comparison.Coalesce(
                                            django.db.models.functions.comparison.Cast(
                                                models.Func(
                                                    models.F("answers"),
                                                    models.Value("9"),
                                                    function="jsonb_extract_path_text",
                                                    output_field=models.TextField(),
                                                ),
                                                models.IntegerField(),
                                            ),
                                            0,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="risk_of_an_assessment_is_what_was_answered",
                                violation_error_message="What was answered to the last question is told apart, as it was answered.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how__in", ["asked", "paper", "tablet", "private-link"]),
                                    models.Q(("measure", ""), _negated=True),
                                ),
                                name="assessment_says_how_it_was_filled_in",
                                violation_error_message="Say how it was filled in.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "filled_in_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("recorded_at"), "+", models.Value(datetime.timedelta(seconds=300))
                                        ),
                                    )
                                ),
                                name="assessment_lies_in_the_past",
                                violation_error_message="This lies in the future.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentWithdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("because", models.CharField(max_length=300, verbose_name="why it counts no longer")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "assessment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawal",
                                to="patients.assessment",
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
                        "verbose_name": "withdrawal of an assessment",
                        "verbose_name_plural": "withdrawals of assessments",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("because", ""), _negated=True),
                                name="withdrawn_assessment_says_why",
                                violation_error_message="Say why it counts no longer.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CareTeamMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="care_team",
                                to="patients.patient",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chart_events",
                                to="patients.patient",
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
                    name="AskingWish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "part",
                            models.CharField(
                                choices=[
                                    ("experiences", "what they have been through"),
                                    ("narrative", "their story"),
                                    ("triggers", "triggers and warning signs"),
                                    ("room", "what helps, and what to avoid in the room"),
                                ],
                                max_length=20,
                                verbose_name="which part",
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                choices=[
                                    ("not-now", "not now"),
                                    ("do-not-ask", "please do not ask again"),
                                    ("may-ask", "it may be asked again"),
                                    ("brought-up", "they brought it up themselves"),
                                ],
                                max_length=20,
                                verbose_name="their wish",
                            ),
                        ),
                        ("ask_from_on", models.DateField(blank=True, null=True, verbose_name="ask again from")),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="in their words")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "verbose_name": "wish about asking",
                        "verbose_name_plural": "wishes about asking",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "part", "-id"], name="asking_wish_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("wish", "not-now"), ("ask_from_on__isnull", True), _connector="OR"),
                                name="asking_again_follows_not_now",
                                violation_error_message="A day to ask again belongs to “not now”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part__in", ["experiences", "narrative", "triggers", "room"]),
                                    ("wish__in", ["not-now", "do-not-ask", "may-ask", "brought-up"]),
                                ),
                                name="wish_about_asking_is_about_a_part",
                                violation_error_message="Choose a part, and what they wish.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allergy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    name="ConsentPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "media_type",
                            models.CharField(
                                choices=[("application/pdf", "PDF"), ("image/jpeg", "JPEG"), ("image/png", "PNG")],
                                max_length=20,
                                verbose_name="kind of file",
                            ),
                        ),
                        ("content", models.TextField(editable=False, verbose_name="content, encrypted")),
                        ("size_bytes", models.PositiveIntegerField(verbose_name="size")),
                        ("scanned_at", models.DateTimeField(verbose_name="scanned")),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "scanned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consent on paper",
                        "verbose_name_plural": "consents on paper",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("media_type__in", ["application/pdf", "image/jpeg", "image/png"])),
                                name="consent_paper_is_a_picture_or_pdf",
                                violation_error_message="A scan is a PDF, a JPEG or a PNG.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size_bytes__gte", 1), ("size_bytes__lte", 10485760)),
                                name="consent_paper_is_no_larger_than_ten_megabytes",
                                violation_error_message="A scan is no larger than 10 MB.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                                    ("treatment", "treatment"),
                                    ("telehealth", "visits by video or phone"),
                                    ("contact", "how we may reach them"),
                                    ("family-participation", "taking part of family or friends"),
                                    ("release", "release of information"),
                                    ("research", "taking part in research"),
                                ],
                                max_length=20,
                                verbose_name="to what",
                            ),
                        ),
                        (
                            "given_how",
                            models.CharField(
                                choices=[
                                    ("on-screen", "signed on screen"),
                                    ("in-session", "said in a session"),
                                    ("by-phone", "said by phone"),
                                    ("on-paper", "signed on paper"),
                                ],
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "signed_name",
                            models.CharField(blank=True, max_length=120, verbose_name="name, typed or signed"),
                        ),
                        (
                            "signed_by_relation",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="signed for them by (such as parent, guardian)"
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="day on the paper")),
                        ("given_at", models.DateTimeField(verbose_name="given")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="counts until")),
                        (
                            "recipient",
                            models.CharField(blank=True, max_length=160, verbose_name="who may be told, or take part"),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what for")),
                        (
                            "scope",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("appointments", "appointments"),
                                        ("medication-list", "the list of medicines"),
                                        ("notes-summary", "a summary of the notes"),
                                        ("measures", "questionnaires and measurements"),
                                        ("safety-plan", "the safety plan"),
                                        ("substance-use-treatment", "treatment for the use of alcohol or drugs"),
                                        (
                                            "whole-record",
                                            "the whole record, apart from psychotherapy and counselling notes",
                                        ),
                                        ("psychotherapy-notes", "psychotherapy notes, on a sheet of its own"),
                                        ("counselling-notes", "substance-use counselling notes, on a sheet of its own"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "covers_substance_use",
                            models.BooleanField(
                                default=False, verbose_name="treatment for the use of alcohol or drugs included"
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                        (
                            "revoked_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by phone"),
                                    ("in-writing", "in writing"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="taken back how",
                            ),
                        ),
                        (
                            "revoked_words",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="in their words"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "also_heard_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="also heard by",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written down by",
                            ),
                        ),
                        (
                            "heard_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="heard by",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consent",
                                to="patients.consentpaper",
                                verbose_name="paper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consent",
                        "verbose_name_plural": "consents",
                        "ordering": ["patient", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "kind", "-id"], name="consent_by_patient"),
                            models.Index(
                                condition=models.Q(("revoked_at", None)),
                                fields=["expires_on"],
                                name="consent_by_expiry",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_how__in", ["on-screen", "in-session", "by-phone", "on-paper"]),
                                    (
                                        "kind__in",
                                        [
                                            "treatment",
                                            "telehealth",
                                            "contact",
                                            "family-participation",
                                            "release",
                                            "research",
                                        ],
                                    ),
                                ),
                                name="consent_is_given_in_our_words",
                                violation_error_message="Choose what it is to, and how it was given, from the lists.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("also_heard_by", None),
                                    models.Q(
                                        ("heard_by__isnull", False),
                                        models.Q(("also_heard_by", models.F("heard_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_is_heard_by_two_people",
                                violation_error_message="A second person who heard it is somebody else.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "release"), _negated=True),
                                    models.Q(
                                        models.Q(("recipient", ""), _negated=True),
                                        models.Q(("purpose", ""), _negated=True),
                                        ("expires_on__isnull", False),
                                        ("scope__len__gte", 1),
                                    ),
                                    _connector="OR",
                                ),
                                name="release_says_who_what_why_and_until_when",
                                violation_error_message="A release says who may be told, what, what for, and until when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "family-participation"), _negated=True),
                                    models.Q(("recipient", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="family_consent_says_who_takes_part",
                                violation_error_message="Say who may take part.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "research"), _negated=True),
                                    models.Q(("purpose", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="research_consent_names_the_study",
                                violation_error_message="Say which study it is for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scope__contained_by",
                                        [
                                            "appointments",
                                            "medication-list",
                                            "notes-summary",
                                            "measures",
                                            "safety-plan",
                                            "substance-use-treatment",
                                            "whole-record",
                                            "psychotherapy-notes",
                                            "counselling-notes",
                                        ],
                                    )
                                ),
                                name="consent_scope_is_in_our_words",
                                violation_error_message="Choose what may be told from the list.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("covers_substance_use", False),
                                        models.Q(
                                            ("scope__overlap", ["substance-use-treatment", "counselling-notes"]),
                                            _negated=True,
                                        ),
                                    ),
                                    models.Q(
                                        ("covers_substance_use", True),
                                        ("given_how__in", ["on-screen", "on-paper"]),
                                        ("kind", "release"),
                                        (
                                            "scope__overlap",
                                            ["substance-use-treatment", "whole-record", "counselling-notes"],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="substance_use_is_released_in_writing_and_by_name",
                                violation_error_message="Treatment for the use of alcohol or drugs is released in writing, and only where it is ticked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("scope__overlap", ["counselling-notes", "psychotherapy-notes"]), _negated=True
                                    ),
                                    models.Q(
                                        ("given_how__in", ["on-screen", "on-paper"]),
                                        ("kind", "release"),
                                        ("scope__len", 1),
                                    ),
                                    _connector="OR",
                                ),
                                name="authorisation_of_notes_kept_apart_names_nothing_else",
                                violation_error_message="Psychotherapy notes and counselling notes are each released in writing, on a sheet of their own.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on", None),
                                    ("expires_on__gte", patients.models.consent.UtcDay("given_at")),
                                    _connector="OR",
                                ),
                                name="consent_expires_after_it_is_given",
                                violation_error_message="A consent counts for a day at least.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("revoked_at", None),
                                        ("revoked_by", None),
                                        ("revoked_how", ""),
                                        ("revoked_words", ""),
                                    ),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                        ("revoked_how__in", ["in-person", "by-phone", "in-writing"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_is_revoked_at_a_moment_by_somebody",
                                violation_error_message="Say how they took it back.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at", None), ("revoked_at__gte", models.F("given_at")), _connector="OR"
                                ),
                                name="consent_is_revoked_after_it_is_given",
                                violation_error_message="A consent is taken back after it was given.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentWording",
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
                                    ("treatment", "treatment"),
                                    ("telehealth", "visits by video or phone"),
                                    ("contact", "how we may reach them"),
                                    ("family-participation", "taking part of family or friends"),
                                    ("release", "release of information"),
                                    ("research", "taking part in research"),
                                    ("redisclosure", "notice to whoever is told"),
                                ],
                                max_length=20,
                                verbose_name="for",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "text",
                            models.TextField(
                                help_text="Plain paragraphs, with an empty line between.",
                                max_length=8000,
                                verbose_name="text",
                            ),
                        ),
                        (
                            "is_shipped",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="shipped, to be checked with your own law"
                            ),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "published_by",
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
                        "verbose_name": "consent wording",
                        "verbose_name_plural": "consent wordings",
                        "ordering": ["kind", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "number"),
                                name="wording_version_once_for_each_kind",
                                violation_error_message="There is this version already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at", None)),
                                fields=("kind",),
                                name="wording_has_one_draft_at_a_time",
                                violation_error_message="There is a draft of this text already; go on with that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "treatment",
                                            "telehealth",
                                            "contact",
                                            "family-participation",
                                            "release",
                                            "research",
                                            "redisclosure",
                                        ],
                                    ),
                                    ("number__gte", 1),
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="wording_says_something",
                                violation_error_message="A wording has a title and a text.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("published_by", None)),
                                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                    models.Q(
                                        ("is_shipped", True), ("published_at__isnull", False), ("published_by", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="wording_is_published_by_somebody_or_shipped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentEvent",
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
                                choices=[
                                    ("treatment", "treatment"),
                                    ("telehealth", "visits by video or phone"),
                                    ("contact", "how we may reach them"),
                                    ("family-participation", "taking part of family or friends"),
                                    ("release", "release of information"),
                                    ("research", "taking part in research"),
                                ],
                                max_length=20,
                                verbose_name="to what",
                            ),
                        ),
                        (
                            "given_how",
                            models.CharField(
                                choices=[
                                    ("on-screen", "signed on screen"),
                                    ("in-session", "said in a session"),
                                    ("by-phone", "said by phone"),
                                    ("on-paper", "signed on paper"),
                                ],
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "signed_name",
                            models.CharField(blank=True, max_length=120, verbose_name="name, typed or signed"),
                        ),
                        (
                            "signed_by_relation",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="signed for them by (such as parent, guardian)"
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="day on the paper")),
                        ("given_at", models.DateTimeField(verbose_name="given")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="counts until")),
                        (
                            "recipient",
                            models.CharField(blank=True, max_length=160, verbose_name="who may be told, or take part"),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what for")),
                        (
                            "scope",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("appointments", "appointments"),
                                        ("medication-list", "the list of medicines"),
                                        ("notes-summary", "a summary of the notes"),
                                        ("measures", "questionnaires and measurements"),
                                        ("safety-plan", "the safety plan"),
                                        ("substance-use-treatment", "treatment for the use of alcohol or drugs"),
                                        (
                                            "whole-record",
                                            "the whole record, apart from psychotherapy and counselling notes",
                                        ),
                                        ("psychotherapy-notes", "psychotherapy notes, on a sheet of its own"),
                                        ("counselling-notes", "substance-use counselling notes, on a sheet of its own"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "covers_substance_use",
                            models.BooleanField(
                                default=False, verbose_name="treatment for the use of alcohol or drugs included"
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                        (
                            "revoked_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by phone"),
                                    ("in-writing", "in writing"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="taken back how",
                            ),
                        ),
                        (
                            "revoked_words",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="in their words"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "also_heard_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="also heard by",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written down by",
                            ),
                        ),
                        (
                            "heard_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="heard by",
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
                                to="patients.consent",
                            ),
                        ),
                        (
                            "revoked_by",
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
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.consentpaper",
                                verbose_name="paper",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.consentwording",
                                verbose_name="text",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsentWordingEvent",
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
                                choices=[
                                    ("treatment", "treatment"),
                                    ("telehealth", "visits by video or phone"),
                                    ("contact", "how we may reach them"),
                                    ("family-participation", "taking part of family or friends"),
                                    ("release", "release of information"),
                                    ("research", "taking part in research"),
                                    ("redisclosure", "notice to whoever is told"),
                                ],
                                max_length=20,
                                verbose_name="for",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "text",
                            models.TextField(
                                help_text="Plain paragraphs, with an empty line between.",
                                max_length=8000,
                                verbose_name="text",
                            ),
                        ),
                        (
                            "is_shipped",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="shipped, to be checked with your own law"
                            ),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
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
                                to="patients.consentwording",
                            ),
                        ),
                        (
                            "published_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeclinedConsent",
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
                                    ("treatment", "treatment"),
                                    ("telehealth", "visits by video or phone"),
                                    ("contact", "how we may reach them"),
                                    ("family-participation", "taking part of family or friends"),
                                    ("release", "release of information"),
                                    ("research", "taking part in research"),
                                ],
                                max_length=20,
                                verbose_name="to what",
                            ),
                        ),
                        ("in_their_words", models.CharField(blank=True, max_length=300, verbose_name="in their words")),
                        (
                            "ask_again_on",
                            models.DateField(blank=True, null=True, verbose_name="may be asked again from"),
                        ),
                        ("declined_at", models.DateTimeField(verbose_name="declined")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "declined_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declined_consents",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.consentwording",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "declined consent",
                        "verbose_name_plural": "declined consents",
                        "ordering": ["patient", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "treatment",
                                            "telehealth",
                                            "contact",
                                            "family-participation",
                                            "release",
                                            "research",
                                        ],
                                    )
                                ),
                                name="declined_consent_is_to_something_we_ask",
                                violation_error_message="Choose what they were asked from the list.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("appointments", "appointments"),
                                        ("medication-list", "the list of medicines"),
                                        ("notes-summary", "a summary of the notes"),
                                        ("measures", "questionnaires and measurements"),
                                        ("safety-plan", "the safety plan"),
                                        ("substance-use-treatment", "treatment for the use of alcohol or drugs"),
                                        (
                                            "whole-record",
                                            "the whole record, apart from psychotherapy and counselling notes",
                                        ),
                                        ("psychotherapy-notes", "psychotherapy notes, on a sheet of its own"),
                                        ("counselling-notes", "substance-use counselling notes, on a sheet of its own"),
                                    ],
                                    max_length=30,
                                ),
                                size=None,
                                verbose_name="what",
                            ),
                        ),
                        ("recipient", models.CharField(max_length=160, verbose_name="to whom")),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("spoken", "in person or by phone"),
                                    ("letter", "by letter"),
                                    ("fax", "by fax"),
                                    ("message", "by secure message"),
                                    ("handed", "handed to the person to pass on"),
                                ],
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        ("disclosed_at", models.DateTimeField(verbose_name="told")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosures",
                                to="patients.consent",
                            ),
                        ),
                        (
                            "disclosed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.consentwording",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosures",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "disclosure",
                        "verbose_name_plural": "disclosures",
                        "ordering": ["patient", "-disclosed_at", "-id"],
                        "indexes": [models.Index(fields=["patient", "-disclosed_at"], name="disclosure_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how__in", ["spoken", "letter", "fax", "message", "handed"]),
                                    (
                                        "what__contained_by",
                                        [
                                            "appointments",
                                            "medication-list",
                                            "notes-summary",
                                            "measures",
                                            "safety-plan",
                                            "substance-use-treatment",
                                            "whole-record",
                                            "psychotherapy-notes",
                                            "counselling-notes",
                                        ],
                                    ),
                                    ("what__len__gte", 1),
                                    models.Q(("recipient", ""), _negated=True),
                                ),
                                name="disclosure_says_what_to_whom_and_how",
                                violation_error_message="Say what was told, to whom, and how.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlierReaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                choices=[
                                    ("low", "a low dose"),
                                    ("usual", "a usual or high dose"),
                                    ("unknown", "not known"),
                                ],
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "earlier reaction",
                        "verbose_name_plural": "earlier reactions",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["patient", "to", "effect", "-id"], name="reaction_by_patient")
                        ],
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
                    name="EmergencyContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        (
                            "told_by",
                            models.CharField(
                                choices=[
                                    ("patient", "the patient"),
                                    ("themselves", "this person themselves"),
                                    ("somebody-else", "somebody else close to them"),
                                    ("records", "a letter or a referral"),
                                ],
                                max_length=15,
                                verbose_name="told by",
                            ),
                        ),
                        (
                            "agreed",
                            models.CharField(
                                choices=[("yes", "agreed"), ("no", "did not agree"), ("not-asked", "nobody has asked")],
                                max_length=10,
                                verbose_name="did the patient agree",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by telephone"),
                                    ("in-writing", "in writing"),
                                ],
                                max_length=10,
                                verbose_name="agreed how",
                            ),
                        ),
                        ("since_on", models.DateField(verbose_name="since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "relation",
                            models.CharField(blank=True, max_length=80, verbose_name="in the patient's own words"),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "first"), (2, "second")], verbose_name="to be rung"
                            ),
                        ),
                        (
                            "desk_may_see",
                            models.BooleanField(default=False, verbose_name="the front desk may see name and number"),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "emergency contact",
                        "verbose_name_plural": "emergency contacts",
                        "ordering": ["patient", "id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "id"], name="emergency_contact_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed", "yes"),
                                        ("agreed_on__isnull", False),
                                        models.Q(("agreed_how", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("agreed", "yes"), _negated=True),
                                        ("agreed_how", ""),
                                        ("agreed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="emergencycontact_agreement_says_when_and_how",
                                violation_error_message="If they agreed, say on which day and how; else leave both empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_by__isnull", True), ("ended_on__isnull", True)),
                                    models.Q(
                                        ("ended_by__isnull", False),
                                        ("ended_on__gte", models.F("since_on")),
                                        ("ended_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="emergencycontact_ends_after_it_began",
                                violation_error_message="It ends on the day it began, or later.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="emergencycontact_has_a_name",
                                violation_error_message="Give a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("phone", ""), _negated=True),
                                name="emergency_contact_has_a_number",
                                violation_error_message="Give a telephone number to ring.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__in", [1, 2])),
                                name="emergency_contact_is_the_first_or_the_second",
                                violation_error_message="Choose whether to ring them first or second.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agreed", "yes"), ("desk_may_see", False), _connector="OR"),
                                name="emergency_contact_is_shown_once_agreed",
                                violation_error_message="The front desk sees them only if the patient agreed.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("patient", "position"),
                                name="emergency_contact_one_in_each_place",
                                violation_error_message="Somebody else has this place. End that one first, or choose another place.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmergencyContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        (
                            "told_by",
                            models.CharField(
                                choices=[
                                    ("patient", "the patient"),
                                    ("themselves", "this person themselves"),
                                    ("somebody-else", "somebody else close to them"),
                                    ("records", "a letter or a referral"),
                                ],
                                max_length=15,
                                verbose_name="told by",
                            ),
                        ),
                        (
                            "agreed",
                            models.CharField(
                                choices=[("yes", "agreed"), ("no", "did not agree"), ("not-asked", "nobody has asked")],
                                max_length=10,
                                verbose_name="did the patient agree",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by telephone"),
                                    ("in-writing", "in writing"),
                                ],
                                max_length=10,
                                verbose_name="agreed how",
                            ),
                        ),
                        ("since_on", models.DateField(verbose_name="since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "relation",
                            models.CharField(blank=True, max_length=80, verbose_name="in the patient's own words"),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "first"), (2, "second")], verbose_name="to be rung"
                            ),
                        ),
                        (
                            "desk_may_see",
                            models.BooleanField(default=False, verbose_name="the front desk may see name and number"),
                        ),
                        (
                            "ended_by",
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
                                to="patients.emergencycontact",
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
                    name="Experience",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                    ("accident", "accident or disaster"),
                                    ("home", "violence at home"),
                                    ("elsewhere", "violence elsewhere"),
                                    ("sexual", "sexual harm"),
                                    ("childhood", "neglect or loss in childhood"),
                                    ("war", "war, flight or captivity"),
                                    ("medical", "a medical experience"),
                                    ("loss", "a sudden loss"),
                                    ("hate", "discrimination or hate"),
                                    ("other", "something else"),
                                ],
                                max_length=20,
                                verbose_name="kind of experience",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("present", "yes, this happened"),
                                    ("absent", "no, this did not happen"),
                                    ("not-now", "not now"),
                                    ("not-said", "prefer not to say"),
                                ],
                                max_length=20,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "when",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("childhood", "as a child"),
                                    ("youth", "as a young person"),
                                    ("adult", "as an adult"),
                                    ("several", "at several times"),
                                    ("not-said", "rather not say when"),
                                ],
                                max_length=20,
                                verbose_name="when in life",
                            ),
                        ),
                        (
                            "ongoing",
                            models.CharField(
                                choices=[("yes", "it goes on"), ("no", "it is over"), ("not-asked", "not asked")],
                                default="not-asked",
                                max_length=20,
                                verbose_name="does it go on",
                            ),
                        ),
                        ("ask_from_on", models.DateField(blank=True, null=True, verbose_name="ask again from")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer about an experience",
                        "verbose_name_plural": "answers about experiences",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "kind", "-id"], name="experience_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer", "present"),
                                    models.Q(("ongoing", "not-asked"), ("when", "")),
                                    _connector="OR",
                                ),
                                name="experience_has_a_time_if_it_happened",
                                violation_error_message="When, and whether it goes on, belong to something that happened.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer", "not-now"), ("ask_from_on__isnull", True), _connector="OR"
                                ),
                                name="experience_is_asked_again_after_not_now",
                                violation_error_message="A day to ask again belongs to “not now”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["present", "absent", "not-now", "not-said"]),
                                    ("ongoing__in", ["yes", "no", "not-asked"]),
                                ),
                                name="experience_is_answered_in_our_words",
                                violation_error_message="Choose one of the answers.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Genotype",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                choices=[("CYP2D6", "CYP2D6"), ("CYP2C19", "CYP2C19")],
                                max_length=10,
                                verbose_name="gene",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                choices=[
                                    ("present", "present"),
                                    ("resolved", "in the past"),
                                    ("ruled-out", "ruled out"),
                                ],
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    name="Intake",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("themselves", "they asked themselves"),
                                    ("close", "family or a friend"),
                                    ("doctor", "a doctor"),
                                    ("hospital", "a hospital"),
                                    ("service", "another service"),
                                    ("other", "another way"),
                                ],
                                default="themselves",
                                max_length=12,
                                verbose_name="how they came to us",
                            ),
                        ),
                        ("referred_by", models.CharField(blank=True, max_length=200, verbose_name="who referred them")),
                        (
                            "reason_sealed",
                            models.TextField(blank=True, editable=False, verbose_name="their reason, encrypted"),
                        ),
                        (
                            "funding",
                            models.CharField(
                                choices=[
                                    ("not-settled", "not settled yet"),
                                    ("insured", "insurance"),
                                    ("public", "a public scheme"),
                                    ("themselves", "they pay themselves"),
                                    ("somebody-else", "somebody else pays"),
                                    ("no-cost", "at no cost to them"),
                                ],
                                default="not-settled",
                                max_length=15,
                                verbose_name="how it is paid for",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("asked-for", "Asked for"),
                                    ("called-back", "Called back"),
                                    ("booked", "Booked"),
                                    ("forms-sent", "Forms sent"),
                                    ("arrived", "Arrived"),
                                    ("done", "Done"),
                                    ("withdrew", "Withdrew"),
                                ],
                                default="asked-for",
                                editable=False,
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step by")),
                        ("opened_at", models.DateTimeField(verbose_name="asked for")),
                        ("moved_at", models.DateTimeField(verbose_name="in this stage since")),
                        (
                            "moved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intakes",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "intake",
                        "verbose_name_plural": "intakes",
                        "ordering": ["patient", "-id"],
                        "indexes": [
                            models.Index(fields=["stage", "moved_at"], name="intake_by_stage"),
                            models.Index(fields=["patient", "-id"], name="intake_by_patient"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage__in", ("done", "withdrew")), _negated=True),
                                fields=("patient",),
                                name="patient_has_one_open_intake",
                                violation_error_message="They are on the way in already; go on with that intake.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "funding__in",
                                        ["not-settled", "insured", "public", "themselves", "somebody-else", "no-cost"],
                                    ),
                                    ("source__in", ["themselves", "close", "doctor", "hospital", "service", "other"]),
                                    (
                                        "stage__in",
                                        [
                                            "asked-for",
                                            "called-back",
                                            "booked",
                                            "forms-sent",
                                            "arrived",
                                            "done",
                                            "withdrew",
                                        ],
                                    ),
                                ),
                                name="intake_is_told_in_our_words",
                                violation_error_message="Choose from the lists.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("themselves", "they asked themselves"),
                                    ("close", "family or a friend"),
                                    ("doctor", "a doctor"),
                                    ("hospital", "a hospital"),
                                    ("service", "another service"),
                                    ("other", "another way"),
                                ],
                                default="themselves",
                                max_length=12,
                                verbose_name="how they came to us",
                            ),
                        ),
                        ("referred_by", models.CharField(blank=True, max_length=200, verbose_name="who referred them")),
                        (
                            "funding",
                            models.CharField(
                                choices=[
                                    ("not-settled", "not settled yet"),
                                    ("insured", "insurance"),
                                    ("public", "a public scheme"),
                                    ("themselves", "they pay themselves"),
                                    ("somebody-else", "somebody else pays"),
                                    ("no-cost", "at no cost to them"),
                                ],
                                default="not-settled",
                                max_length=15,
                                verbose_name="how it is paid for",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("asked-for", "Asked for"),
                                    ("called-back", "Called back"),
                                    ("booked", "Booked"),
                                    ("forms-sent", "Forms sent"),
                                    ("arrived", "Arrived"),
                                    ("done", "Done"),
                                    ("withdrew", "Withdrew"),
                                ],
                                default="asked-for",
                                editable=False,
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step by")),
                        ("opened_at", models.DateTimeField(verbose_name="asked for")),
                        ("moved_at", models.DateTimeField(verbose_name="in this stage since")),
                        (
                            "moved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.intake",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IntakeMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stage_before",
                            models.CharField(
                                choices=[
                                    ("asked-for", "Asked for"),
                                    ("called-back", "Called back"),
                                    ("booked", "Booked"),
                                    ("forms-sent", "Forms sent"),
                                    ("arrived", "Arrived"),
                                    ("done", "Done"),
                                    ("withdrew", "Withdrew"),
                                ],
                                max_length=12,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("asked-for", "Asked for"),
                                    ("called-back", "Called back"),
                                    ("booked", "Booked"),
                                    ("forms-sent", "Forms sent"),
                                    ("arrived", "Arrived"),
                                    ("done", "Done"),
                                    ("withdrew", "Withdrew"),
                                ],
                                max_length=12,
                                verbose_name="to",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("spoke", "spoke with them"),
                                    ("message", "left a message, as agreed"),
                                    ("no-answer", "no answer"),
                                    ("slip", "the stage was a slip"),
                                    ("came-back", "they came back"),
                                    ("with-the-visit", "with the visit"),
                                    ("with-the-forms", "with the forms"),
                                ],
                                max_length=15,
                                verbose_name="how it came about",
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("theirs", "theirs"),
                                    ("together", "agreed together"),
                                    ("ours", "ours: we cannot offer what they need"),
                                    ("not-reached", "nobody's: we could not reach them"),
                                ],
                                max_length=12,
                                verbose_name="whose wish",
                            ),
                        ),
                        ("moved_at", models.DateTimeField(verbose_name="when")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="patients.intake"
                            ),
                        ),
                        (
                            "moved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "move of an intake",
                        "verbose_name_plural": "moves of intakes",
                        "ordering": ["intake", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "called-back"), ("stage_before", "asked-for")),
                                    models.Q(("stage", "booked"), ("stage_before", "asked-for")),
                                    models.Q(("stage", "forms-sent"), ("stage_before", "asked-for")),
                                    models.Q(("stage", "arrived"), ("stage_before", "asked-for")),
                                    models.Q(("stage", "withdrew"), ("stage_before", "asked-for")),
                                    models.Q(("stage", "asked-for"), ("stage_before", "called-back")),
                                    models.Q(("stage", "booked"), ("stage_before", "called-back")),
                                    models.Q(("stage", "forms-sent"), ("stage_before", "called-back")),
                                    models.Q(("stage", "arrived"), ("stage_before", "called-back")),
                                    models.Q(("stage", "withdrew"), ("stage_before", "called-back")),
                                    models.Q(("stage", "asked-for"), ("stage_before", "booked")),
                                    models.Q(("stage", "called-back"), ("stage_before", "booked")),
                                    models.Q(("stage", "forms-sent"), ("stage_before", "booked")),
                                    models.Q(("stage", "arrived"), ("stage_before", "booked")),
                                    models.Q(("stage", "withdrew"), ("stage_before", "booked")),
                                    models.Q(("stage", "asked-for"), ("stage_before", "forms-sent")),
                                    models.Q(("stage", "called-back"), ("stage_before", "forms-sent")),
                                    models.Q(("stage", "booked"), ("stage_before", "forms-sent")),
                                    models.Q(("stage", "arrived"), ("stage_before", "forms-sent")),
                                    models.Q(("stage", "withdrew"), ("stage_before", "forms-sent")),
                                    models.Q(("stage", "asked-for"), ("stage_before", "arrived")),
                                    models.Q(("stage", "called-back"), ("stage_before", "arrived")),
                                    models.Q(("stage", "booked"), ("stage_before", "arrived")),
                                    models.Q(("stage", "forms-sent"), ("stage_before", "arrived")),
                                    models.Q(("stage", "done"), ("stage_before", "arrived")),
                                    models.Q(("stage", "withdrew"), ("stage_before", "arrived")),
                                    models.Q(("stage", "arrived"), ("stage_before", "done")),
                                    models.Q(("stage", "asked-for"), ("stage_before", "withdrew")),
                                    models.Q(("stage", "called-back"), ("stage_before", "withdrew")),
                                    models.Q(("stage", "booked"), ("stage_before", "withdrew")),
                                    models.Q(("stage", "forms-sent"), ("stage_before", "withdrew")),
                                    models.Q(("stage", "arrived"), ("stage_before", "withdrew")),
                                    _connector="OR",
                                ),
                                name="intake_move_is_possible",
                                violation_error_message="An intake cannot go there from where it is.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", "withdrew"),
                                        ("wish__in", ["theirs", "together", "ours", "not-reached"]),
                                    ),
                                    models.Q(models.Q(("stage", "withdrew"), _negated=True), ("wish", "")),
                                    _connector="OR",
                                ),
                                name="withdrawn_intake_says_whose_wish",
                                violation_error_message="Say whose wish it was.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("note", ""),
                                    (
                                        "note__in",
                                        [
                                            "spoke",
                                            "message",
                                            "no-answer",
                                            "slip",
                                            "came-back",
                                            "with-the-visit",
                                            "with-the-forms",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_move_is_told_in_our_words",
                                violation_error_message="Choose how it came about from the list.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LimitsWording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                        ("text", models.TextField(max_length=4000, verbose_name="what we say")),
                        ("published_at", models.DateTimeField(verbose_name="published")),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wording of what we cannot keep private",
                        "verbose_name_plural": "wordings of what we cannot keep private",
                        "ordering": ["-number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="limits_wording_says_something",
                                violation_error_message="Write what is said.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LimitsTold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("shipped_words", models.TextField(blank=True, verbose_name="text that was read out")),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="what they said to it")),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
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
                            "wording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.limitswording",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "explanation of what cannot be kept private",
                        "verbose_name_plural": "explanations of what cannot be kept private",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "-id"], name="limits_told_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shipped_words", ""), ("wording__isnull", False)),
                                    models.Q(("wording__isnull", True), models.Q(("shipped_words", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="limits_told_names_the_words_used",
                                violation_error_message="Name the version that was read out.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogisticNeeds",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "transport",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="transport",
                            ),
                        ),
                        (
                            "transport_words",
                            models.CharField(blank=True, max_length=120, verbose_name="from where, and how"),
                        ),
                        (
                            "childcare",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="childcare",
                            ),
                        ),
                        ("childcare_words", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="interpreter",
                            ),
                        ),
                        (
                            "interpreter_language",
                            models.CharField(
                                blank=True,
                                help_text="Sign languages are languages too.",
                                max_length=40,
                                verbose_name="language of the interpreter",
                            ),
                        ),
                        (
                            "step_free",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="step-free way",
                            ),
                        ),
                        (
                            "hearing",
                            models.CharField(blank=True, max_length=120, verbose_name="what helps with hearing"),
                        ),
                        ("sight", models.CharField(blank=True, max_length=120, verbose_name="what helps with seeing")),
                        ("other", models.CharField(blank=True, max_length=200, verbose_name="other needs")),
                        (
                            "updated_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "patient",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="logistic_needs",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "updated_by",
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
                        "verbose_name": "needs around visits",
                        "verbose_name_plural": "needs around visits",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("interpreter", "needed"), models.Q(("interpreter_language", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("interpreter", "needed"), _negated=True), ("interpreter_language", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="needs_interpreter_has_a_language",
                                violation_error_message="Name the interpreter's language if, and only if, one is needed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("transport", "needed"), ("transport_words", ""), _connector="OR"),
                                    models.Q(("childcare", "needed"), ("childcare_words", ""), _connector="OR"),
                                ),
                                name="needs_words_belong_to_a_need",
                                violation_error_message="Say how only where something is needed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogisticNeedsEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "transport",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="transport",
                            ),
                        ),
                        (
                            "transport_words",
                            models.CharField(blank=True, max_length=120, verbose_name="from where, and how"),
                        ),
                        (
                            "childcare",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="childcare",
                            ),
                        ),
                        ("childcare_words", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="interpreter",
                            ),
                        ),
                        (
                            "interpreter_language",
                            models.CharField(
                                blank=True,
                                help_text="Sign languages are languages too.",
                                max_length=40,
                                verbose_name="language of the interpreter",
                            ),
                        ),
                        (
                            "step_free",
                            models.CharField(
                                blank=True,
                                choices=[("needed", "needed"), ("not-needed", "not needed")],
                                max_length=10,
                                verbose_name="step-free way",
                            ),
                        ),
                        (
                            "hearing",
                            models.CharField(blank=True, max_length=120, verbose_name="what helps with hearing"),
                        ),
                        ("sight", models.CharField(blank=True, max_length=120, verbose_name="what helps with seeing")),
                        ("other", models.CharField(blank=True, max_length=200, verbose_name="other needs")),
                        (
                            "updated_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
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
                                to="patients.logisticneeds",
                            ),
                        ),
                        (
                            "updated_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                verbose_name="hours after the last dose",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(verbose_name="taken")),
                        (
                            "assessment",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measurement",
                                to="patients.assessment",
                                verbose_name="assessment that it comes from",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measurement",
                        "verbose_name_plural": "measurements",
                        "ordering": ["-taken_at", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "kind", "-taken_at"], name="measurement_by_patient")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "systolic-bp"),
                                        ("value__gte", Decimal("40")),
                                        ("value__lte", Decimal("300")),
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
                                        ("kind", "diastolic-bp"),
                                        ("value__gte", Decimal("20")),
                                        ("value__lte", Decimal("200")),
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
                                    models.Q(
                                        ("kind", "pulse"), ("value__gte", Decimal("20")), ("value__lte", Decimal("250"))
                                    ),
                                    models.Q(
                                        ("kind", "weight"),
                                        ("value__gte", Decimal("20")),
                                        ("value__lte", Decimal("400")),
                                    ),
                                    models.Q(
                                        ("kind", "serum-level"),
                                        ("value__gte", Decimal("0")),
                                        ("value__lte", Decimal("100000")),
                                    ),
                                    models.Q(
                                        ("kind", "qtc"), ("value__gte", Decimal("200")), ("value__lte", Decimal("800"))
                                    ),
                                    models.Q(
                                        ("kind", "alt"), ("value__gte", Decimal("0")), ("value__lte", Decimal("20000"))
                                    ),
                                    models.Q(
                                        ("kind", "sodium"),
                                        ("value__gte", Decimal("90")),
                                        ("value__lte", Decimal("200")),
                                    ),
                                    models.Q(
                                        ("kind", "egfr"), ("value__gte", Decimal("0")), ("value__lte", Decimal("250"))
                                    ),
                                    models.Q(
                                        ("kind", "cows"), ("value__gte", Decimal("0")), ("value__lte", Decimal("48"))
                                    ),
                                    models.Q(
                                        ("kind", "ciwa-ar"), ("value__gte", Decimal("0")), ("value__lte", Decimal("67"))
                                    ),
                                    models.Q(
                                        ("kind", "pregnancy-test"),
                                        ("value__gte", Decimal("0")),
                                        ("value__lte", Decimal("1")),
                                    ),
                                    models.Q(
                                        ("kind", "glucose"),
                                        ("value__gte", Decimal("10")),
                                        ("value__lte", Decimal("2000")),
                                    ),
                                    models.Q(
                                        ("kind", "lipids"),
                                        ("value__gte", Decimal("10")),
                                        ("value__lte", Decimal("2000")),
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
                    name="MeasurePermission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        ("is_on_file", models.BooleanField(default=True, verbose_name="we have permission to use it")),
                        (
                            "where",
                            models.CharField(
                                help_text="Who gave permission, when, and where the letter or licence is kept; or why it ended.",
                                max_length=300,
                                verbose_name="where it is kept",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="written down",
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
                        "verbose_name": "permission to use a measure",
                        "verbose_name_plural": "permissions to use measures",
                        "ordering": ["measure", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("where", ""), _negated=True), models.Q(("measure", ""), _negated=True)
                                ),
                                name="measure_permission_says_where_it_is_kept",
                                violation_error_message="Write where the permission is kept.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="measures, in order"
                            ),
                        ),
                        ("digest", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                        ("device_digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("made_at", models.DateTimeField(verbose_name="handed over")),
                        ("expires_at", models.DateTimeField(verbose_name="until")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measure sheet",
                        "verbose_name_plural": "measure sheets",
                        "ordering": ["patient", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("measures__len__gte", 1)),
                                name="measure_sheet_has_something_to_fill_in",
                                violation_error_message="Choose at least one measure.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="measure_sheet_ends",
                                violation_error_message="A sheet is open for a while.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("device_digest", ""), ("digest", None)),
                                    models.Q(("digest__isnull", False), models.Q(("device_digest", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="measure_sheet_is_taken_up_by_one_device",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at", None), ("revoked_by", None)),
                                    models.Q(
                                        ("revoked_at__isnull", False), ("revoked_by__isnull", False), ("sent_at", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_sheet_is_taken_back_by_somebody_or_sent",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None), ("sent_at", None)),
                                fields=("patient",),
                                name="patient_has_one_measure_sheet_at_a_time",
                                violation_error_message="Measures were handed over already. Please look at the page again.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureSheetDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        ("sealed", models.TextField(verbose_name="answers, encrypted")),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drafts",
                                to="patients.measuresheet",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "draft of a measure sheet",
                        "verbose_name_plural": "drafts of measure sheets",
                        "ordering": ["sheet", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "measure"), name="measure_sheet_has_one_draft_of_a_measure"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureSheetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "measures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), size=None, verbose_name="measures, in order"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="handed over")),
                        ("expires_at", models.DateTimeField(verbose_name="until")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to="patients.measuresheet",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    name="MeasureWording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                        ("instructions", models.TextField(blank=True, verbose_name="instructions")),
                        ("owner", models.TextField(blank=True, verbose_name="whose wording it is")),
                        ("digest", models.CharField(editable=False, max_length=64)),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="loaded",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wording of a measure",
                        "verbose_name_plural": "wordings of measures",
                        "ordering": ["measure", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("measure", "number"),
                                name="measure_wording_version_once",
                                violation_error_message="There is this version already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__gte", 1),
                                    models.Q(("measure", ""), _negated=True),
                                    models.Q(("title", ""), _negated=True),
                                ),
                                name="measure_wording_says_of_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureWordingItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, verbose_name="item")),
                        ("text", models.TextField(verbose_name="text")),
                        ("labels", models.JSONField(blank=True, default=dict, verbose_name="words of the answers")),
                        (
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="patients.measurewording",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of a measure's wording",
                        "verbose_name_plural": "items of a measure's wording",
                        "ordering": ["wording", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("wording", "code"), name="measure_wording_has_an_item_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="measure_wording_item_has_words"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("because", models.CharField(max_length=200, verbose_name="how we know that it is one person")),
                        ("merged_at", models.DateTimeField(verbose_name="when")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "merged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "older",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "merge of two records",
                        "verbose_name_plural": "merges of two records",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("older", models.F("into")), _negated=True),
                                name="merge_is_of_two_records",
                                violation_error_message="A record is not merged into itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("because", ""), _negated=True),
                                name="merge_says_how_it_is_known",
                                violation_error_message="Say how we know that it is one person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Narrative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("words_sealed", models.TextField(blank=True, editable=False)),
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
                        ("content_note", models.CharField(blank=True, max_length=200, verbose_name="content note")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "narrative",
                        "verbose_name_plural": "narratives",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "-id"], name="narrative_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("words_sealed", ""), _negated=True),
                                        models.Q(("content_note", ""), _negated=True),
                                        models.Q(("whose", ""), _negated=True),
                                        ("withdrawn_because", ""),
                                    ),
                                    models.Q(
                                        ("content_note", ""),
                                        ("whose", ""),
                                        ("words_sealed", ""),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="narrative_is_somebodys_and_has_a_content_note",
                                violation_error_message="Say whose words these are, and write a content note.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("words_sealed", ""), ("words_sealed__startswith", "v1."), _connector="OR"
                                ),
                                name="narrative_is_encrypted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NarrativeOpening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="opened")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "narrative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="patients.narrative",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "verbose_name": "opening of a narrative",
                        "verbose_name_plural": "openings of narratives",
                        "ordering": ["patient", "-id"],
                        "indexes": [models.Index(fields=["patient", "-id"], name="narrative_opening_by_patient")],
                    },
                ),
                migrations.CreateModel(
                    name="NeverAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=300, verbose_name="number or address")),
                        (
                            "lifted_because",
                            models.CharField(blank=True, max_length=200, verbose_name="why it may be used again"),
                        ),
                        (
                            "key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=patients.models.contact.AddressKey("address"),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "address never to be used",
                        "verbose_name_plural": "addresses never to be used",
                        "ordering": ["patient", "-id"],
                        "indexes": [models.Index(fields=["patient", "key", "-id"], name="never_address_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True),
                                name="never_address_is_given",
                                violation_error_message="Give the number or the address.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganFunction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                choices=[("hepatic", "Liver"), ("renal", "Kidneys")],
                                max_length=10,
                                verbose_name="organ",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                        ("creatinine_clearance_ml_min__gte", 1),
                                        ("creatinine_clearance_ml_min__lte", 250),
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
                    name="OutgoingContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "telephone call"),
                                    ("text", "text message"),
                                    ("e-mail", "e-mail"),
                                    ("post", "post"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit-reminder", "reminder of what we arranged"),
                                    ("time-changed", "a time has changed"),
                                    ("time-free", "an earlier time has come free"),
                                    ("forms-link", "a link to the forms"),
                                    ("please-ring", "please ring us"),
                                    ("call-back", "we ring back"),
                                ],
                                max_length=20,
                                verbose_name="about",
                            ),
                        ),
                        ("link", models.TextField(blank=True, editable=False, verbose_name="link, encrypted")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "due"),
                                    ("sent", "sent"),
                                    ("failed", "could not be sent"),
                                    ("reached", "reached"),
                                    ("not-reached", "not reached"),
                                    ("message-left", "message left"),
                                    ("told-by-phone", "told by telephone"),
                                    ("withdrawn", "not sent: it was no longer wanted or no longer safe"),
                                ],
                                default="due",
                                max_length=15,
                                verbose_name="state",
                            ),
                        ),
                        ("not_before", models.DateTimeField(verbose_name="not before")),
                        ("queued_at", models.DateTimeField(verbose_name="written")),
                        ("next_try", models.DateTimeField(verbose_name="next try")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                        ("settled_at", models.DateTimeField(null=True, verbose_name="done")),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outgoing_contacts",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "queued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outgoing contact",
                        "verbose_name_plural": "outgoing contacts",
                        "ordering": ["patient", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "-id"], name="outgoing_contact_by_patient"),
                            models.Index(
                                condition=models.Q(("settled_at__isnull", True)),
                                fields=["next_try", "id"],
                                name="outgoing_contact_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", True),
                                        ("settled_by__isnull", True),
                                        ("state__in", ["due", "failed"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["due", "failed"]), _negated=True),
                                        ("settled_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="outgoing_contact_is_open_or_settled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["due", "withdrawn"]),
                                    models.Q(
                                        ("channel", "call"), ("state__in", ["reached", "not-reached", "message-left"])
                                    ),
                                    models.Q(
                                        models.Q(("channel", "call"), _negated=True),
                                        ("state__in", ["sent", "failed", "told-by-phone"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="outgoing_contact_comes_out_as_its_channel_can",
                                violation_error_message="Choose how it came out.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Packet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
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
                                related_name="packets",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "packet",
                        "verbose_name_plural": "packets",
                        "ordering": ["patient", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("patient",),
                                name="patient_has_one_open_packet",
                                violation_error_message="There is an open packet already: go on with that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("closed_by", None)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="packet_is_closed_at_a_moment_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("accepted", "accepted"), ("set-aside", "set aside")],
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("read_at", models.DateTimeField(verbose_name="read")),
                        (
                            "read_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reading",
                                to="patients.packetanswer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reading of an answer",
                        "verbose_name_plural": "readings of answers",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["accepted", "set-aside"])),
                                name="reading_has_an_outcome",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to="patients.packet",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PacketPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                        (
                            "packet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="patients.packet"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "section in a packet",
                        "verbose_name_plural": "sections in a packet",
                        "ordering": ["packet", "place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("packet", "place"), name="packet_has_one_section_a_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketLook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "by_staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="patients.packetpart",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "look at a section",
                        "verbose_name_plural": "looks at sections",
                        "constraints": [
                            models.UniqueConstraint(fields=("part",), name="look_at_a_section_counts_once")
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="consent",
                    name="wording",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="patients.consentwording",
                        verbose_name="text",
                    ),
                ),
                migrations.AddField(
                    model_name="assessment",
                    name="wording",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.measurewording",
                        verbose_name="wording",
                    ),
                ),
                migrations.AddField(
                    model_name="packetanswer",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.packetquestion"
                    ),
                ),
                migrations.CreateModel(
                    name="PacketSectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place in the packet")),
                        ("is_offered", models.BooleanField(default=True, verbose_name="offered in new packets")),
                        (
                            "is_off_private_link",
                            models.BooleanField(
                                default=False, verbose_name="on the private link only if the person agrees"
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.packetsection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PacketSubmission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(verbose_name="sent")),
                        (
                            "packet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="patients.packet",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sending of a packet",
                        "verbose_name_plural": "sendings of packets",
                        "ordering": ["packet", "-id"],
                    },
                ),
                migrations.AddField(
                    model_name="packetanswer",
                    name="submission",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="patients.packetsubmission",
                    ),
                ),
                migrations.CreateModel(
                    name="PartReaders",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "part",
                            models.CharField(
                                choices=[
                                    ("experiences", "what they have been through"),
                                    ("narrative", "their story"),
                                    ("triggers", "triggers and warning signs"),
                                    ("room", "what helps, and what to avoid in the room"),
                                ],
                                max_length=20,
                                verbose_name="which part",
                            ),
                        ),
                        (
                            "readers",
                            models.CharField(
                                choices=[
                                    ("team", "all the team"),
                                    ("treating", "prescriber and therapist"),
                                    ("one-person", "one person"),
                                ],
                                max_length=20,
                                verbose_name="who may read it",
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                choices=[
                                    ("theirs", "their own wish"),
                                    ("speaks-for-them", "the wish of somebody who may speak for them"),
                                ],
                                max_length=20,
                                verbose_name="whose wish it is",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="which person",
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
                        "verbose_name": "choice of readers",
                        "verbose_name_plural": "choices of readers",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "part", "-id"], name="readers_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person__isnull", False), ("readers", "one-person")),
                                    models.Q(
                                        models.Q(("readers", "one-person"), _negated=True), ("person__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="one_reader_has_a_name",
                                violation_error_message="Name the person if, and only if, it is shared with one person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part__in", ["experiences", "narrative", "triggers", "room"]),
                                    ("readers__in", ["team", "treating", "one-person"]),
                                ),
                                name="readers_are_chosen_for_a_part",
                                violation_error_message="Choose a part, and who may read it.",
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
                    name="PatientPagesSettingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                        (
                            "crisis_lines",
                            models.TextField(
                                help_text="Local telephone numbers, one line each. Nothing here may tell what kind of practice this is.",
                                max_length=1000,
                                verbose_name="crisis lines",
                            ),
                        ),
                        (
                            "leave_to",
                            models.URLField(
                                help_text="A page that anybody might read: the weather, a newspaper.",
                                verbose_name="where “Leave quickly” leads",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.patientpagessetting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PracticeBandEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        ("from_total", models.PositiveSmallIntegerField(verbose_name="from a total of")),
                        ("label", models.CharField(max_length=60, verbose_name="what it is called")),
                        ("is_retired", models.BooleanField(default=False, verbose_name="no longer used")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.practiceband",
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    name="PrimaryCare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        (
                            "told_by",
                            models.CharField(
                                choices=[
                                    ("patient", "the patient"),
                                    ("themselves", "this person themselves"),
                                    ("somebody-else", "somebody else close to them"),
                                    ("records", "a letter or a referral"),
                                ],
                                max_length=15,
                                verbose_name="told by",
                            ),
                        ),
                        (
                            "agreed",
                            models.CharField(
                                choices=[("yes", "agreed"), ("no", "did not agree"), ("not-asked", "nobody has asked")],
                                max_length=10,
                                verbose_name="did the patient agree",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by telephone"),
                                    ("in-writing", "in writing"),
                                ],
                                max_length=10,
                                verbose_name="agreed how",
                            ),
                        ),
                        ("since_on", models.DateField(verbose_name="since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("practice", models.CharField(blank=True, max_length=120, verbose_name="practice")),
                        ("fax", models.CharField(blank=True, max_length=40, verbose_name="fax")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        ("may_be_written_to", models.BooleanField(default=False, verbose_name="may be written to")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "primary care provider",
                        "verbose_name_plural": "primary care providers",
                        "ordering": ["patient", "id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "id"], name="primary_care_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed", "yes"),
                                        ("agreed_on__isnull", False),
                                        models.Q(("agreed_how", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("agreed", "yes"), _negated=True),
                                        ("agreed_how", ""),
                                        ("agreed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="primarycare_agreement_says_when_and_how",
                                violation_error_message="If they agreed, say on which day and how; else leave both empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_by__isnull", True), ("ended_on__isnull", True)),
                                    models.Q(
                                        ("ended_by__isnull", False),
                                        ("ended_on__gte", models.F("since_on")),
                                        ("ended_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="primarycare_ends_after_it_began",
                                violation_error_message="It ends on the day it began, or later.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="primarycare_has_a_name",
                                violation_error_message="Give a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agreed", "yes"), ("may_be_written_to", False), _connector="OR"),
                                name="primary_care_is_written_to_once_agreed",
                                violation_error_message="Nobody is written to before the patient agreed.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("patient",),
                                name="primary_care_one_at_a_time",
                                violation_error_message="There is a primary care provider already. End that one first.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrimaryCareEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        (
                            "told_by",
                            models.CharField(
                                choices=[
                                    ("patient", "the patient"),
                                    ("themselves", "this person themselves"),
                                    ("somebody-else", "somebody else close to them"),
                                    ("records", "a letter or a referral"),
                                ],
                                max_length=15,
                                verbose_name="told by",
                            ),
                        ),
                        (
                            "agreed",
                            models.CharField(
                                choices=[("yes", "agreed"), ("no", "did not agree"), ("not-asked", "nobody has asked")],
                                max_length=10,
                                verbose_name="did the patient agree",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by telephone"),
                                    ("in-writing", "in writing"),
                                ],
                                max_length=10,
                                verbose_name="agreed how",
                            ),
                        ),
                        ("since_on", models.DateField(verbose_name="since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("practice", models.CharField(blank=True, max_length=120, verbose_name="practice")),
                        ("fax", models.CharField(blank=True, max_length=40, verbose_name="fax")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        ("may_be_written_to", models.BooleanField(default=False, verbose_name="may be written to")),
                        (
                            "ended_by",
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
                                to="patients.primarycare",
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
                    name="PrivateLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("word_hash", models.CharField(editable=False, max_length=200)),
                        (
                            "opens_with",
                            models.CharField(
                                choices=[
                                    ("word", "a word that was agreed on"),
                                    ("birth-date", "their birth date, because they prefer it"),
                                ],
                                default="word",
                                max_length=10,
                                verbose_name="opens with",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        ("expires_at", models.DateTimeField(verbose_name="until")),
                        ("wrong_tries", models.PositiveSmallIntegerField(default=0, verbose_name="wrong words so far")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                        (
                            "revoked_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("staff", "somebody here closed it"),
                                    ("replaced", "another one took its place"),
                                    ("wrong-words", "too many wrong words"),
                                ],
                                max_length=12,
                                verbose_name="why it was closed",
                            ),
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
                            "packet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="patients.packet"
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "private link",
                        "verbose_name_plural": "private links",
                        "ordering": ["packet", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="private_link_ends",
                                violation_error_message="A link is open for a while: at least until tomorrow.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at", None), ("revoked_by", None), ("revoked_why", "")),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by", None),
                                        ("revoked_why", "wrong-words"),
                                    ),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                        ("revoked_why__in", ["staff", "replaced"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="private_link_is_closed_by_somebody_or_by_wrong_words",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("packet",),
                                name="packet_has_one_private_link_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("word_hash", ""), _negated=True),
                                name="private_link_opens_with_something",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="packetsubmission",
                    name="through",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.privatelink",
                    ),
                ),
                migrations.CreateModel(
                    name="PacketOptIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_wanted", models.BooleanField(verbose_name="wanted")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opt_ins",
                                to="patients.packetpart",
                            ),
                        ),
                        (
                            "through",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.privatelink"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer whether to open a section",
                        "verbose_name_plural": "answers whether to open a section",
                        "ordering": ["part", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="PacketDraft",
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
                                    ("said", "answered"),
                                    ("skipped", "left out"),
                                    ("not-now", "not now"),
                                    ("in-person", "ask me in person"),
                                ],
                                max_length=10,
                                verbose_name="kind of answer",
                            ),
                        ),
                        ("sealed", models.TextField(blank=True, verbose_name="what was said, encrypted")),
                        ("sheet", models.CharField(max_length=32, verbose_name="showing of the page")),
                        ("saved_at", models.DateTimeField(verbose_name="saved")),
                        (
                            "packet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="patients.packet"
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.packetquestion",
                            ),
                        ),
                        (
                            "through",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.privatelink",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer that is not sent",
                        "verbose_name_plural": "answers that are not sent",
                        "constraints": [
                            models.UniqueConstraint(fields=("packet", "question"), name="draft_of_a_question_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "said"), models.Q(("sealed", ""), _negated=True)),
                                    models.Q(models.Q(("kind", "said"), _negated=True), ("sealed", "")),
                                    _connector="OR",
                                ),
                                name="draft_holds_words_where_something_was_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("saved_by__isnull", False), ("through__isnull", True)),
                                    models.Q(("saved_by__isnull", True), ("through__isnull", False)),
                                    _connector="OR",
                                ),
                                name="draft_is_staffs_or_came_through_a_link",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkOpening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="patients.privatelink",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opening of a private link",
                        "verbose_name_plural": "openings of private links",
                        "ordering": ["link", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="PrivateLinkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "opens_with",
                            models.CharField(
                                choices=[
                                    ("word", "a word that was agreed on"),
                                    ("birth-date", "their birth date, because they prefer it"),
                                ],
                                default="word",
                                max_length=10,
                                verbose_name="opens with",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        ("expires_at", models.DateTimeField(verbose_name="until")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                        (
                            "revoked_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("staff", "somebody here closed it"),
                                    ("replaced", "another one took its place"),
                                    ("wrong-words", "too many wrong words"),
                                ],
                                max_length=12,
                                verbose_name="why it was closed",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "packet",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.packet",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.privatelink",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    name="ProposedEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.SlugField(max_length=40, verbose_name="what it is")),
                        ("words", models.TextField(max_length=2000, verbose_name="as it was told")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="details")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("referral", "a referral"),
                                    ("form", "a form they filled in"),
                                    ("merge", "an older record of theirs"),
                                ],
                                max_length=10,
                                verbose_name="brought by",
                            ),
                        ),
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
                        ("came_at", models.DateTimeField(verbose_name="when it came")),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("landed_as", models.CharField(blank=True, max_length=80, verbose_name="recorded as")),
                        ("landed_id", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declined_because",
                            models.CharField(blank=True, max_length=200, verbose_name="why it is not taken over"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "came_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty where the person sent it themselves.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "declined_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposed_entries",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proposed entry",
                        "verbose_name_plural": "proposed entries",
                        "ordering": ["patient", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("accepted_at", None), ("declined_at", None)),
                                fields=["patient", "id"],
                                name="proposal_waiting_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("accepted_at", None),
                                        ("accepted_by", None),
                                        ("landed_as", ""),
                                        ("landed_id", None),
                                    ),
                                    models.Q(
                                        ("accepted_at__isnull", False),
                                        ("accepted_by__isnull", False),
                                        ("landed_id__isnull", False),
                                        models.Q(("landed_as", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="accepted_proposal_landed_somewhere",
                                violation_error_message="What is accepted is recorded in the chart.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("declined_at", None), ("declined_because", ""), ("declined_by", None)),
                                    models.Q(
                                        ("declined_at__isnull", False),
                                        ("declined_by__isnull", False),
                                        models.Q(("declined_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="declined_proposal_says_why",
                                violation_error_message="Say why it is not taken over.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("accepted_at", None), ("declined_at", None), _connector="OR"),
                                name="proposal_is_answered_once",
                                violation_error_message="Somebody has answered this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="proposal_says_something",
                                violation_error_message="Write what was told.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedEntryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("kind", models.SlugField(db_index=False, max_length=40, verbose_name="what it is")),
                        ("words", models.TextField(max_length=2000, verbose_name="as it was told")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="details")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("referral", "a referral"),
                                    ("form", "a form they filled in"),
                                    ("merge", "an older record of theirs"),
                                ],
                                max_length=10,
                                verbose_name="brought by",
                            ),
                        ),
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
                        ("came_at", models.DateTimeField(verbose_name="when it came")),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("landed_as", models.CharField(blank=True, max_length=80, verbose_name="recorded as")),
                        ("landed_id", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declined_because",
                            models.CharField(blank=True, max_length=200, verbose_name="why it is not taken over"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "came_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty where the person sent it themselves.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "declined_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to="patients.proposedentry",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferralImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                help_text="SHA-256", max_length=64, unique=True, verbose_name="digest of the file"
                            ),
                        ),
                        ("left_out", models.JSONField(default=list, verbose_name="not taken over")),
                        ("imported_at", models.DateTimeField(verbose_name="when")),
                        (
                            "imported_by",
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
                                related_name="referral_imports",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "referral read",
                        "verbose_name_plural": "referrals read",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAgreementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "topic",
                            models.CharField(
                                choices=[("self-harm-thoughts", "thoughts of death or of hurting themselves")],
                                max_length=40,
                                verbose_name="about",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                help_text="Plain paragraphs: who asks, when, and whom to call.",
                                max_length=2000,
                                verbose_name="what we do",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.riskagreement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskLook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("found", models.TextField(max_length=2000, verbose_name="what you found")),
                        (
                            "done",
                            models.TextField(max_length=2000, verbose_name="what you did, and what you agreed on"),
                        ),
                        ("looked_at", models.DateTimeField(verbose_name="looked at")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="patients.assessment",
                            ),
                        ),
                        (
                            "looked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "look at a risk answer",
                        "verbose_name_plural": "looks at risk answers",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found", ""), _negated=True), models.Q(("done", ""), _negated=True)
                                ),
                                name="risk_look_says_what_was_found_and_done",
                                violation_error_message="Write what you found and what you did.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "looked_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("recorded_at"), "+", models.Value(datetime.timedelta(seconds=300))
                                        ),
                                    )
                                ),
                                name="risk_look_lies_in_the_past",
                                violation_error_message="This lies in the future.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafeContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("voicemail", models.BooleanField(default=False, verbose_name="a message may be left")),
                        (
                            "who_may_answer",
                            models.CharField(blank=True, max_length=200, verbose_name="who else may answer"),
                        ),
                        (
                            "may_be_told",
                            models.CharField(blank=True, max_length=200, verbose_name="what may be said to them"),
                        ),
                        ("alias", models.CharField(blank=True, max_length=60, verbose_name="the name we give")),
                        ("ask_for", models.CharField(blank=True, max_length=60, verbose_name="the name to ask for")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="what else to mind")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="safe_contacts",
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
                        "verbose_name": "safe contact",
                        "verbose_name_plural": "safe contact",
                        "ordering": ["patient", "-id"],
                        "indexes": [models.Index(fields=["patient", "-id"], name="safe_contact_by_patient")],
                    },
                ),
                migrations.CreateModel(
                    name="OutgoingContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "telephone call"),
                                    ("text", "text message"),
                                    ("e-mail", "e-mail"),
                                    ("post", "post"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit-reminder", "reminder of what we arranged"),
                                    ("time-changed", "a time has changed"),
                                    ("time-free", "an earlier time has come free"),
                                    ("forms-link", "a link to the forms"),
                                    ("please-ring", "please ring us"),
                                    ("call-back", "we ring back"),
                                ],
                                max_length=20,
                                verbose_name="about",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "due"),
                                    ("sent", "sent"),
                                    ("failed", "could not be sent"),
                                    ("reached", "reached"),
                                    ("not-reached", "not reached"),
                                    ("message-left", "message left"),
                                    ("told-by-phone", "told by telephone"),
                                    ("withdrawn", "not sent: it was no longer wanted or no longer safe"),
                                ],
                                default="due",
                                max_length=15,
                                verbose_name="state",
                            ),
                        ),
                        ("not_before", models.DateTimeField(verbose_name="not before")),
                        ("queued_at", models.DateTimeField(verbose_name="written")),
                        ("next_try", models.DateTimeField(verbose_name="next try")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                        ("settled_at", models.DateTimeField(null=True, verbose_name="done")),
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
                                to="patients.outgoingcontact",
                            ),
                        ),
                        (
                            "queued_by",
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
                            "settled_by",
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
                            "obeyed",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.safecontact",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="outgoingcontact",
                    name="obeyed",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.safecontact",
                    ),
                ),
                migrations.CreateModel(
                    name="ContactChannel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "telephone call"),
                                    ("text", "text message"),
                                    ("e-mail", "e-mail"),
                                    ("post", "post"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        ("may_use", models.BooleanField(verbose_name="may be used")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="number or address")),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="safe days",
                            ),
                        ),
                        ("opens", models.TimeField(blank=True, null=True, verbose_name="safe from")),
                        ("closes", models.TimeField(blank=True, null=True, verbose_name="safe until")),
                        (
                            "key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=patients.models.contact.AddressKey("address"),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "safe_contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="channels",
                                to="patients.safecontact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "way to reach somebody",
                        "verbose_name_plural": "ways to reach somebody",
                        "ordering": ["safe_contact", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("safe_contact", "channel"), name="contact_channel_once_a_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("may_use", False), models.Q(("address", ""), _negated=True), _connector="OR"
                                ),
                                name="contact_channel_in_use_has_an_address",
                                violation_error_message="Give the number or the address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("days__contained_by", [1, 2, 3, 4, 5, 6, 7]),
                                    models.Q(("may_use", False), ("days__len__gte", 1), _connector="OR"),
                                ),
                                name="contact_channel_in_use_has_safe_days",
                                violation_error_message="Choose at least one day that is safe.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closes__isnull", True), ("opens__isnull", True)),
                                    models.Q(
                                        ("closes__gt", models.F("opens")),
                                        ("closes__isnull", False),
                                        ("opens__isnull", False),
                                        models.Q(("channel", "post"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contact_channel_hours_have_both_ends",
                                violation_error_message="Give both ends of the safe hours, the later one last.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("was_alone", models.BooleanField(verbose_name="they were alone, and could speak freely")),
                        (
                            "found",
                            models.CharField(
                                choices=[
                                    ("safe", "safe enough for now"),
                                    ("unsafe-now", "not safe now"),
                                    ("not-said", "would rather not say"),
                                    ("not-asked", "not asked, as they were not alone"),
                                ],
                                max_length=20,
                                verbose_name="what they said",
                            ),
                        ),
                        ("agreed_sealed", models.TextField(blank=True, editable=False)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
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
                        "verbose_name": "safety check",
                        "verbose_name_plural": "safety checks",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "-id"], name="safety_check_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["session", "phone"])),
                                name="safety_is_asked_by_a_person",
                                violation_error_message="A person asks this, in a session or by phone.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found__in", ["safe", "unsafe-now", "not-said"]), ("was_alone", True)),
                                    models.Q(("found", "not-asked"), ("was_alone", False)),
                                    _connector="OR",
                                ),
                                name="safety_is_asked_when_alone",
                                violation_error_message="Ask this only when they are alone. If they were not, record “not asked”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found", "unsafe-now"), _negated=True),
                                    models.Q(("agreed_sealed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="unsafe_now_is_followed_by_what_was_agreed",
                                violation_error_message="Write what you agreed on for now.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_sealed", ""), ("agreed_sealed__startswith", "v1."), _connector="OR"
                                ),
                                name="what_was_agreed_is_encrypted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SectionVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("introduction", models.TextField(blank=True, max_length=2000, verbose_name="introduction")),
                        (
                            "told_first",
                            models.TextField(blank=True, max_length=4000, verbose_name="what is told first"),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                        (
                            "published_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="patients.packetsection",
                                verbose_name="section",
                            ),
                        ),
                        (
                            "written_by",
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
                        "verbose_name": "version of a section",
                        "verbose_name_plural": "versions of a section",
                        "ordering": ["section", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("section", "number"), name="section_version_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at", None)),
                                fields=("section",),
                                name="section_has_one_draft",
                                violation_error_message="There is a draft of this section already: go on with that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="section_versions_begin_at_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="section_version_has_a_title",
                                violation_error_message="Give the section a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", False), ("published_by", None), _connector="OR"
                                ),
                                name="section_version_is_published_at_a_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketQuestionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("text", models.CharField(max_length=300, verbose_name="question")),
                        ("help", models.CharField(blank=True, max_length=500, verbose_name="help")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("short", "a few words"),
                                    ("long", "in their own words"),
                                    ("choice", "one of several"),
                                    ("several", "any of several"),
                                    ("yes-no", "yes, no, or not sure"),
                                    ("date", "a day"),
                                    ("items", "a list, each with a detail"),
                                ],
                                max_length=10,
                                verbose_name="kind of answer",
                            ),
                        ),
                        ("choices", models.JSONField(blank=True, default=list, verbose_name="choices")),
                        (
                            "lands_as",
                            models.SlugField(
                                blank=True, db_index=False, max_length=40, verbose_name="proposed for the chart as"
                            ),
                        ),
                        ("is_sensitive", models.BooleanField(default=False, verbose_name="folded when read")),
                        (
                            "is_asked_first",
                            models.BooleanField(
                                default=False, verbose_name="asked before a section off the link is opened"
                            ),
                        ),
                        ("is_left_out", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.packetquestion",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.sectionversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="packetquestion",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="patients.sectionversion",
                    ),
                ),
                migrations.AddField(
                    model_name="packetpart",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.sectionversion"
                    ),
                ),
                migrations.CreateModel(
                    name="SectionVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("introduction", models.TextField(blank=True, max_length=2000, verbose_name="introduction")),
                        (
                            "told_first",
                            models.TextField(blank=True, max_length=4000, verbose_name="what is told first"),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="patients.sectionversion",
                            ),
                        ),
                        (
                            "published_by",
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
                            "section",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.packetsection",
                                verbose_name="section",
                            ),
                        ),
                        (
                            "written_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SensitivityAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer about sensitivity",
                        "verbose_name_plural": "answers about sensitivity",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["patient", "question", "-id"], name="sensitivity_answer_by_patient")
                        ],
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
                                        ("answer__in", ["said", "not-now"]),
                                        ("question__in", ["hopes", "fears", "avoid"]),
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                    ("level__in", ["high", "usual", "as-told"]),
                                    models.Q(("because", ""), _negated=True),
                                ),
                                name="sensitivity_is_set_with_a_reason",
                                violation_error_message="Choose a level, and say why.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signpost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                    ("trigger", "trigger"),
                                    ("warning-sign", "warning sign"),
                                    ("coping", "coping strategy"),
                                    ("room-preference", "wish for the room"),
                                ],
                                max_length=20,
                                verbose_name="what it is",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("grounding", "grounding"),
                                    ("other-help", "something else that helps"),
                                    ("touch", "touch"),
                                    ("doors", "closed doors"),
                                    ("behind", "somebody standing or sitting behind them"),
                                    ("words", "certain words"),
                                    ("gender", "the clinician's gender"),
                                    ("other-wish", "something else"),
                                ],
                                max_length=20,
                                verbose_name="about",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                        (
                            "whose",
                            models.CharField(
                                choices=[
                                    ("theirs", "in their own words"),
                                    ("summed-up", "summed up by staff"),
                                    ("close-to-them", "in the words of somebody close to them"),
                                ],
                                default="theirs",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signpost",
                        "verbose_name_plural": "signposts",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "kind", "-id"], name="signpost_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("about", ""), ("kind__in", ["trigger", "warning-sign"])),
                                    models.Q(("about__in", ["grounding", "other-help"]), ("kind", "coping")),
                                    models.Q(
                                        ("about__in", ["touch", "doors", "behind", "words", "gender", "other-wish"]),
                                        ("kind", "room-preference"),
                                    ),
                                    _connector="OR",
                                ),
                                name="signpost_is_about_something_of_its_kind",
                                violation_error_message="Choose what it is about.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True),
                                    ("about__in", ["touch", "doors", "behind"]),
                                    _connector="OR",
                                ),
                                name="signpost_says_what_it_is",
                                violation_error_message="Write it in a few words.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubstanceUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            models.CharField(
                                blank=True, max_length=200, verbose_name="how much and how often, in their words"
                            ),
                        ),
                        ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used")),
                        ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                        (
                            "stopped_abruptly",
                            models.BooleanField(default=False, verbose_name="stopped from one day to the next"),
                        ),
                        (
                            "route",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mouth", "by mouth"),
                                    ("smoked", "smoked or vaped"),
                                    ("nose", "through the nose"),
                                    ("injected", "injected"),
                                    ("skin", "through the skin"),
                                    ("several", "in several ways"),
                                ],
                                max_length=10,
                                verbose_name="how it is taken",
                            ),
                        ),
                        (
                            "pattern",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not-now", "not at the moment"),
                                    ("some-days", "some days"),
                                    ("most-days", "most days"),
                                    ("daily", "every day"),
                                ],
                                max_length=10,
                                verbose_name="how often these weeks",
                            ),
                        ),
                        (
                            "withdrawal",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("never", "never had withdrawal"),
                                    ("some", "had withdrawal"),
                                    ("severe", "had severe withdrawal, such as seizures or delirium"),
                                    ("unknown", "withdrawal not known"),
                                    ("declined", "declined to say about withdrawal"),
                                ],
                                max_length=10,
                                verbose_name="withdrawal before",
                            ),
                        ),
                        (
                            "withdrawal_words",
                            models.CharField(blank=True, max_length=200, verbose_name="about that, in their words"),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "substance use",
                        "verbose_name_plural": "substance use",
                        "ordering": ["patient", "-id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["patient", "substance", "-id"], name="substance_use_by_patient")
                        ],
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
                                    ("answer__in", ["uses", "stopped"]),
                                    models.Q(("pattern", ""), ("route", ""), ("withdrawal", "")),
                                    _connector="OR",
                                ),
                                name="substance_details_need_use",
                                violation_error_message="How and how often belong to something that is or was used.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawal__in", ["some", "severe"]), ("withdrawal_words", ""), _connector="OR"
                                ),
                                name="substance_withdrawal_words_are_about_one",
                                violation_error_message="Words about withdrawal belong to one that happened.",
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
                migrations.CreateModel(
                    name="Supporter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        (
                            "told_by",
                            models.CharField(
                                choices=[
                                    ("patient", "the patient"),
                                    ("themselves", "this person themselves"),
                                    ("somebody-else", "somebody else close to them"),
                                    ("records", "a letter or a referral"),
                                ],
                                max_length=15,
                                verbose_name="told by",
                            ),
                        ),
                        (
                            "agreed",
                            models.CharField(
                                choices=[("yes", "agreed"), ("no", "did not agree"), ("not-asked", "nobody has asked")],
                                max_length=10,
                                verbose_name="did the patient agree",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by telephone"),
                                    ("in-writing", "in writing"),
                                ],
                                max_length=10,
                                verbose_name="agreed how",
                            ),
                        ),
                        ("since_on", models.DateField(verbose_name="since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "bond",
                            models.CharField(
                                choices=[
                                    ("family", "family"),
                                    ("peer", "peer supporter"),
                                    ("friend", "friend"),
                                    ("other", "somebody else"),
                                ],
                                max_length=10,
                                verbose_name="who they are",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(blank=True, max_length=80, verbose_name="in the patient's own words"),
                        ),
                        (
                            "may_know",
                            models.CharField(
                                choices=[
                                    ("nothing", "nothing"),
                                    ("care", "that care takes place"),
                                    ("appointments", "that care takes place, and when the appointments are"),
                                    ("agreed-parts", "agreed parts"),
                                ],
                                default="nothing",
                                max_length=15,
                                verbose_name="may know",
                            ),
                        ),
                        ("agreed_parts", models.CharField(blank=True, max_length=300, verbose_name="which parts")),
                        (
                            "may_be_rung_in_crisis",
                            models.BooleanField(default=False, verbose_name="may be rung in a crisis"),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "supporter",
                        "verbose_name_plural": "supporters",
                        "ordering": ["patient", "id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "id"], name="supporter_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed", "yes"),
                                        ("agreed_on__isnull", False),
                                        models.Q(("agreed_how", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("agreed", "yes"), _negated=True),
                                        ("agreed_how", ""),
                                        ("agreed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="supporter_agreement_says_when_and_how",
                                violation_error_message="If they agreed, say on which day and how; else leave both empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_by__isnull", True), ("ended_on__isnull", True)),
                                    models.Q(
                                        ("ended_by__isnull", False),
                                        ("ended_on__gte", models.F("since_on")),
                                        ("ended_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="supporter_ends_after_it_began",
                                violation_error_message="It ends on the day it began, or later.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="supporter_has_a_name",
                                violation_error_message="Give a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed", "yes"),
                                    models.Q(("may_be_rung_in_crisis", False), ("may_know", "nothing")),
                                    _connector="OR",
                                ),
                                name="supporter_knows_only_what_was_agreed",
                                violation_error_message="Nobody may know anything, or be rung, before the patient agreed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("may_know", "agreed-parts"), models.Q(("agreed_parts", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("may_know", "agreed-parts"), _negated=True), ("agreed_parts", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="supporter_agreed_parts_are_named",
                                violation_error_message="Say which parts if, and only if, they may know agreed parts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("may_be_rung_in_crisis", False),
                                    models.Q(("phone", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="supporter_rung_in_a_crisis_has_a_number",
                                violation_error_message="Give a telephone number to ring.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupporterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        (
                            "told_by",
                            models.CharField(
                                choices=[
                                    ("patient", "the patient"),
                                    ("themselves", "this person themselves"),
                                    ("somebody-else", "somebody else close to them"),
                                    ("records", "a letter or a referral"),
                                ],
                                max_length=15,
                                verbose_name="told by",
                            ),
                        ),
                        (
                            "agreed",
                            models.CharField(
                                choices=[("yes", "agreed"), ("no", "did not agree"), ("not-asked", "nobody has asked")],
                                max_length=10,
                                verbose_name="did the patient agree",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-person", "in person"),
                                    ("by-phone", "by telephone"),
                                    ("in-writing", "in writing"),
                                ],
                                max_length=10,
                                verbose_name="agreed how",
                            ),
                        ),
                        ("since_on", models.DateField(verbose_name="since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "bond",
                            models.CharField(
                                choices=[
                                    ("family", "family"),
                                    ("peer", "peer supporter"),
                                    ("friend", "friend"),
                                    ("other", "somebody else"),
                                ],
                                max_length=10,
                                verbose_name="who they are",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(blank=True, max_length=80, verbose_name="in the patient's own words"),
                        ),
                        (
                            "may_know",
                            models.CharField(
                                choices=[
                                    ("nothing", "nothing"),
                                    ("care", "that care takes place"),
                                    ("appointments", "that care takes place, and when the appointments are"),
                                    ("agreed-parts", "agreed parts"),
                                ],
                                default="nothing",
                                max_length=15,
                                verbose_name="may know",
                            ),
                        ),
                        ("agreed_parts", models.CharField(blank=True, max_length=300, verbose_name="which parts")),
                        (
                            "may_be_rung_in_crisis",
                            models.BooleanField(default=False, verbose_name="may be rung in a crisis"),
                        ),
                        (
                            "ended_by",
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
                                to="patients.supporter",
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
                migrations.AddIndex(
                    model_name="patient",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            patients.plain.Plain("chosen_name"), name="gin_trgm_ops"
                        ),
                        name="patient_chosen_name_trigram",
                    ),
                ),
                migrations.AddIndex(
                    model_name="patient",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            patients.plain.Plain("legal_name"), name="gin_trgm_ops"
                        ),
                        name="patient_legal_name_trigram",
                    ),
                ),
                migrations.AddIndex(
                    model_name="patient",
                    index=models.Index(patients.plain.LastDigits("phone"), name="patient_phone_digits"),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("given_how", "on-screen"),
                                ("heard_by", None),
                                ("paper", None),
                                ("wording__isnull", False),
                                models.Q(("signed_name", ""), _negated=True),
                            ),
                            models.Q(
                                ("given_how", "on-paper"),
                                ("heard_by", None),
                                ("paper__isnull", False),
                                ("signed_on__isnull", False),
                            ),
                            models.Q(
                                ("given_how__in", ["in-session", "by-phone"]),
                                ("heard_by__isnull", False),
                                ("paper", None),
                                ("signed_name", ""),
                            ),
                            _connector="OR",
                        ),
                        name="consent_is_vouched_for",
                        violation_error_message="On screen: the text and a typed name. Spoken: who heard it. On paper: the scan and its day.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="packetanswer",
                    constraint=models.UniqueConstraint(
                        fields=("submission", "question"), name="sending_answers_a_question_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="packetsubmission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_by__isnull", False), ("through__isnull", True)),
                            models.Q(("submitted_by__isnull", True), ("through__isnull", False)),
                            _connector="OR",
                        ),
                        name="sending_is_staffs_or_came_through_a_link",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="packetquestion",
                    constraint=models.UniqueConstraint(
                        fields=("version", "code"),
                        name="question_code_once_in_a_version",
                        violation_error_message="Another question of this version has this code.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="packetpart",
                    constraint=models.UniqueConstraint(
                        fields=("packet", "version"), name="packet_offers_a_section_once"
                    ),
                ),
            ],
        ),
        practice.database.operations.AddTriggers(
            triggers=[
                pgtrigger.migrations.AddTrigger(
                    model_name="packetsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_packetsectionevent" ("code", "id", "is_off_private_link", "is_offered", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_off_private_link", NEW."is_offered", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="1ba9699ba1afab461e1fa85dc2837cd808a03b59",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7944f",
                            table="patients_packetsection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_packetsectionevent" ("code", "id", "is_off_private_link", "is_offered", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_off_private_link", NEW."is_offered", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="630c23a6645a92fcf87249a7fb51a151e47be7ad",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9c7be",
                            table="patients_packetsection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="patientpagessetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_patientpagessettingevent" ("crisis_lines", "id", "leave_to", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."crisis_lines", NEW."id", NEW."leave_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="2a09e8375f9a6dcb9c52a8043e14e08d3f7d7b7e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5dae9",
                            table="patients_patientpagessetting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="patientpagessetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_patientpagessettingevent" ("crisis_lines", "id", "leave_to", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."crisis_lines", NEW."id", NEW."leave_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="2fd615011a30632ed49226a295847b734e58f28e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6eba4",
                            table="patients_patientpagessetting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practiceband",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_practicebandevent" ("from_total", "id", "is_retired", "label", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."from_total", NEW."id", NEW."is_retired", NEW."label", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="9a1c2d6cc4280a2dfa17f3128cda3cd92327c336",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_77c10",
                            table="patients_practiceband",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practiceband",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_practicebandevent" ("from_total", "id", "is_retired", "label", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."from_total", NEW."id", NEW."is_retired", NEW."label", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="385c1de6e73433844f01962e31efbcae7744a668",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_319a9",
                            table="patients_practiceband",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_riskagreementevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "words") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."topic", NEW."words"); RETURN NULL;',
                            hash="96ffdeef071164ae546c4b3e05f96c9944f1c0e9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_844b4",
                            table="patients_riskagreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_riskagreementevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "words") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."topic", NEW."words"); RETURN NULL;',
                            hash="cf71ba1c37d7c28e80836cea9a5f03a920957fba",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75bcc",
                            table="patients_riskagreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentwithdrawal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="risk_is_looked_at_before_it_is_taken_back",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM patients_assessment WHERE id = NEW.assessment_id AND risk > 0)\n        AND NOT EXISTS (SELECT FROM patients_risklook WHERE assessment_id = NEW.assessment_id) THEN\n        RAISE EXCEPTION 'risk-answer-is-looked-at-first: somebody looks at it before it is taken back'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'risk-answer-is-looked-at-first';\n    END IF;\n    RETURN NEW;\n",
                            hash="4959d5aa8aebc65c5e06f4b37e757ba062b5ffa9",
                            operation="INSERT",
                            pgid="pgtrigger_risk_is_looked_at_before_it_is_taken_back_0a3ee",
                            table="patients_assessmentwithdrawal",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentwithdrawal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessment_taken_back_advances_the_chart",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    UPDATE patients_chartversion chart SET version = chart.version + 1\n    FROM patients_assessment assessment\n    WHERE assessment.id = NEW.assessment_id AND (assessment.risk > 0 OR assessment.measure = 'cows')\n        AND chart.patient_id = assessment.patient_id;\n    RETURN NULL;\n",
                            hash="d62ff2a983eed074082fe0401e1c3e090c9cddf7",
                            operation="INSERT",
                            pgid="pgtrigger_assessment_taken_back_advances_the_chart_9409e",
                            table="patients_assessmentwithdrawal",
                            when="AFTER",
                        ),
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
                        name="patient_merges_into_a_record_in_use",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."merged_into_id" IS NOT NULL)',
                            func="\n                    IF NEW.merged_into_id <> NEW.id\n                        AND (SELECT merged_into_id FROM patients_patient WHERE id = NEW.merged_into_id) IS NOT NULL THEN\n                        RAISE EXCEPTION 'A record is merged into one that is in use.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="90bcc8c45d4878191f85cbe7f9728750956e5cfa",
                            operation='INSERT OR UPDATE OF "merged_into_id"',
                            pgid="pgtrigger_patient_merges_into_a_record_in_use_91015",
                            table="patients_patient",
                            when="BEFORE",
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
                            func='INSERT INTO "patients_patientevent" ("birth_date", "chosen_name", "created_at", "created_by_id", "id", "language", "legal_name", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pronouns", "record_number", "sensitivity", "sex_for_dosing") VALUES (NEW."birth_date", NEW."chosen_name", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."legal_name", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."pronouns", NEW."record_number", NEW."sensitivity", NEW."sex_for_dosing"); RETURN NULL;',
                            hash="fcf80ea4c8e85b435d80b6f4f1dd5d3745756203",
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
                            func='INSERT INTO "patients_patientevent" ("birth_date", "chosen_name", "created_at", "created_by_id", "id", "language", "legal_name", "merged_into_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pronouns", "record_number", "sensitivity", "sex_for_dosing") VALUES (NEW."birth_date", NEW."chosen_name", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."legal_name", NEW."merged_into_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."pronouns", NEW."record_number", NEW."sensitivity", NEW."sex_for_dosing"); RETURN NULL;',
                            hash="6b6469a1f94475f603fcb8faf2475eba6ad35aad",
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
                    model_name="consentwording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="published_wording_stays_as_it_is",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF OLD.published_at IS NOT NULL THEN\n        RAISE EXCEPTION 'wording-stays-as-published: a published wording stays as it is; write the next one'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wording-stays-as-published';\n    END IF;\n    RETURN NEW;\n",
                            hash="cd32ccf109d74b2f3a06eb737f7a9675bbc3f9d9",
                            operation="UPDATE",
                            pgid="pgtrigger_published_wording_stays_as_it_is_df6a6",
                            table="patients_consentwording",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentwording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_consentwordingevent" ("id", "is_shipped", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "recorded_at", "text", "title") VALUES (NEW."id", NEW."is_shipped", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."recorded_at", NEW."text", NEW."title"); RETURN NULL;',
                            hash="b9ca6b4cdf58f944713c223db09e427227122da6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_393ae",
                            table="patients_consentwording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentwording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_consentwordingevent" ("id", "is_shipped", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "recorded_at", "text", "title") VALUES (NEW."id", NEW."is_shipped", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."recorded_at", NEW."text", NEW."title"); RETURN NULL;',
                            hash="a40a6cbd8f06d64306a51fddfe84b84af1e193ba",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_779b4",
                            table="patients_consentwording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fced6dcbc87843e2b3fc4d589e9e5c46457e7a26",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_76697",
                            table="patients_consentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="consent_fits_its_wording_and_paper",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.wording_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM patients_consentwording wording\n        WHERE wording.id = NEW.wording_id AND wording.kind = NEW.kind AND wording.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'consent-fits-its-wording: a consent is given to a published wording of its own kind'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-fits-its-wording';\n    END IF;\n\n    IF NEW.paper_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM patients_consentpaper paper WHERE paper.id = NEW.paper_id AND paper.patient_id = NEW.patient_id)\n    THEN\n        RAISE EXCEPTION 'consent-paper-is-theirs: a paper belongs to the person who signed it'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-paper-is-theirs';\n    END IF;\nRETURN NEW;",
                            hash="365265cec9f7855cd12e0d74bba222754e0d4fe6",
                            operation="INSERT",
                            pgid="pgtrigger_consent_fits_its_wording_and_paper_eb14c",
                            table="patients_consent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="consent_is_only_revoked_and_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF OLD.revoked_at IS NOT NULL OR\n        to_jsonb(NEW) - '{revoked_at, revoked_by_id, revoked_how, revoked_words}'::text[]\n        IS DISTINCT FROM to_jsonb(OLD) - '{revoked_at, revoked_by_id, revoked_how, revoked_words}'::text[] THEN\n        RAISE EXCEPTION 'consent-is-fixed: a consent is only ever revoked, once; another one is another row'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-is-fixed';\n    END IF;\n    RETURN NEW;\n",
                            hash="4bc705d4c00189a709ae0f2ac0c686fb0f2770c2",
                            operation="UPDATE",
                            pgid="pgtrigger_consent_is_only_revoked_and_once_2cb0a",
                            table="patients_consent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_consentevent" ("also_heard_by_id", "covers_substance_use", "expires_on", "given_at", "given_by_id", "given_how", "heard_by_id", "id", "kind", "paper_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient", "recorded_at", "revoked_at", "revoked_by_id", "revoked_how", "revoked_words", "scope", "signed_by_relation", "signed_name", "signed_on", "wording_id") VALUES (NEW."also_heard_by_id", NEW."covers_substance_use", NEW."expires_on", NEW."given_at", NEW."given_by_id", NEW."given_how", NEW."heard_by_id", NEW."id", NEW."kind", NEW."paper_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recipient", NEW."recorded_at", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_how", NEW."revoked_words", NEW."scope", NEW."signed_by_relation", NEW."signed_name", NEW."signed_on", NEW."wording_id"); RETURN NULL;',
                            hash="438e880838a1200aaa45adf59afd418663bcae79",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f3c10",
                            table="patients_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_consentevent" ("also_heard_by_id", "covers_substance_use", "expires_on", "given_at", "given_by_id", "given_how", "heard_by_id", "id", "kind", "paper_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient", "recorded_at", "revoked_at", "revoked_by_id", "revoked_how", "revoked_words", "scope", "signed_by_relation", "signed_name", "signed_on", "wording_id") VALUES (NEW."also_heard_by_id", NEW."covers_substance_use", NEW."expires_on", NEW."given_at", NEW."given_by_id", NEW."given_how", NEW."heard_by_id", NEW."id", NEW."kind", NEW."paper_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."recipient", NEW."recorded_at", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_how", NEW."revoked_words", NEW."scope", NEW."signed_by_relation", NEW."signed_name", NEW."signed_on", NEW."wording_id"); RETURN NULL;',
                            hash="bd1297c04406d68047ac907161aee3dac884f4fb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_06fdd",
                            table="patients_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentwordingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ed4f6c9d03de669193edc343cefeaef922197064",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8d2ea",
                            table="patients_consentwordingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declinedconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="declined_consent_fits_its_wording",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.wording_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM patients_consentwording wording\n        WHERE wording.id = NEW.wording_id AND wording.kind = NEW.kind AND wording.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'consent-fits-its-wording: a consent is given to a published wording of its own kind'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-fits-its-wording';\n    END IF;\nRETURN NEW;",
                            hash="8e513ded008e5e6f951348e01d23dbbdd5891715",
                            operation="INSERT",
                            pgid="pgtrigger_declined_consent_fits_its_wording_d53cc",
                            table="patients_declinedconsent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disclosure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="disclosure_needs_a_valid_consent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE given record;",
                            func="\n    SELECT * INTO given FROM patients_consent WHERE id = NEW.consent_id FOR SHARE;\n    IF given.kind IS DISTINCT FROM 'release' OR given.patient_id <> NEW.patient_id\n        OR given.revoked_at IS NOT NULL\n        OR NEW.disclosed_at < given.given_at\n        OR NEW.disclosed_at >= (given.expires_on + 1)::timestamp AT TIME ZONE 'UTC' + interval '12 hours'\n        OR NEW.recipient <> given.recipient\n        OR NOT (NEW.what <@ given.scope OR 'whole-record' = ANY (given.scope)\n            AND NOT NEW.what && '{psychotherapy-notes,counselling-notes}')\n        OR (NEW.what && '{substance-use-treatment,counselling-notes}' AND NOT given.covers_substance_use)\n        OR (given.covers_substance_use AND NEW.notice_id IS NULL)\n    THEN\n        RAISE EXCEPTION 'disclosure-needs-a-valid-consent: nothing is told without a valid consent to it'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'disclosure-needs-a-valid-consent';\n    END IF;\n    IF NEW.notice_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM patients_consentwording wording\n        WHERE wording.id = NEW.notice_id AND wording.kind = 'redisclosure' AND wording.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'disclosure-notice-is-published: the notice on telling it further is a published one'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'disclosure-notice-is-published';\n    END IF;\n    RETURN NEW;\n",
                            hash="6b5f63fd4ad397181ada0cc77e3fa874097e8b09",
                            operation="INSERT",
                            pgid="pgtrigger_disclosure_needs_a_valid_consent_86b6d",
                            table="patients_disclosure",
                            when="BEFORE",
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
                    model_name="emergencycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_emergencycontactevent" ("agreed", "agreed_how", "agreed_on", "desk_may_see", "ended_by_id", "ended_on", "id", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "recorded_at", "recorded_by_id", "relation", "since_on", "told_by") VALUES (NEW."agreed", NEW."agreed_how", NEW."agreed_on", NEW."desk_may_see", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."since_on", NEW."told_by"); RETURN NULL;',
                            hash="24e4e569646623670ecb0d460599d7b9e6495a68",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_70111",
                            table="patients_emergencycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="emergencycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_emergencycontactevent" ("agreed", "agreed_how", "agreed_on", "desk_may_see", "ended_by_id", "ended_on", "id", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "recorded_at", "recorded_by_id", "relation", "since_on", "told_by") VALUES (NEW."agreed", NEW."agreed_how", NEW."agreed_on", NEW."desk_may_see", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."since_on", NEW."told_by"); RETURN NULL;',
                            hash="4933b006c292e1e502db7309162ad581bc4d1b3e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_be7d3",
                            table="patients_emergencycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="emergencycontactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="273a3600ffcb8eaae685af03c98403bc39b3c7d8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81e06",
                            table="patients_emergencycontactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="experience",
                    trigger=pgtrigger.compiler.Trigger(
                        name="experience_is_told_after_the_limits",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (SELECT FROM patients_limitstold WHERE patient_id = NEW.patient_id) THEN\n        RAISE EXCEPTION 'First they are told what cannot be kept private.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="f1209483f9f0eafc69ff0f9084e9782de1e8e7bb",
                            operation="INSERT",
                            pgid="pgtrigger_experience_is_told_after_the_limits_40d99",
                            table="patients_experience",
                            when="BEFORE",
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
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="intake_begins_as_asked_for",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"stage\" IS DISTINCT FROM 'asked-for')",
                            func="\n    RAISE EXCEPTION 'An intake begins as asked for.' USING ERRCODE = 'check_violation';\n",
                            hash="efa281a11c6dbde8ff42310f3a25615b89cc667a",
                            operation="INSERT",
                            pgid="pgtrigger_intake_begins_as_asked_for_5b3e8",
                            table="patients_intake",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="intake_stage_follows_its_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."stage" IS DISTINCT FROM (OLD."stage"))',
                            func="\n    IF NEW.stage IS DISTINCT FROM\n        (SELECT stage FROM patients_intakemove WHERE intake_id = NEW.id ORDER BY id DESC LIMIT 1) THEN\n        RAISE EXCEPTION 'The stage of an intake follows its moves.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="69cd2de708acbef107be8886f1cdf210ba197e56",
                            operation="UPDATE",
                            pgid="pgtrigger_intake_stage_follows_its_moves_af1f2",
                            table="patients_intake",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="intake_stays_with_its_record",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."patient_id" IS DISTINCT FROM (OLD."patient_id"))',
                            func="\n    RAISE EXCEPTION 'An intake stays with its record.' USING ERRCODE = 'check_violation';\n",
                            hash="cf29aa274fcbfd30c550ec94c8b7d3d976613eb3",
                            operation='UPDATE OF "patient_id"',
                            pgid="pgtrigger_intake_stays_with_its_record_5e970",
                            table="patients_intake",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_intakeevent" ("funding", "id", "moved_at", "moved_by_id", "next_step_on", "opened_at", "opened_by_id", "owner_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by", "source", "stage") VALUES (NEW."funding", NEW."id", NEW."moved_at", NEW."moved_by_id", NEW."next_step_on", NEW."opened_at", NEW."opened_by_id", NEW."owner_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."referred_by", NEW."source", NEW."stage"); RETURN NULL;',
                            hash="8816b30c9a05211144173303c9937bf142855d3a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_40093",
                            table="patients_intake",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."funding" IS DISTINCT FROM (NEW."funding") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."moved_at" IS DISTINCT FROM (NEW."moved_at") OR OLD."moved_by_id" IS DISTINCT FROM (NEW."moved_by_id") OR OLD."next_step_on" IS DISTINCT FROM (NEW."next_step_on") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."referred_by" IS DISTINCT FROM (NEW."referred_by") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."stage" IS DISTINCT FROM (NEW."stage"))',
                            func='INSERT INTO "patients_intakeevent" ("funding", "id", "moved_at", "moved_by_id", "next_step_on", "opened_at", "opened_by_id", "owner_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by", "source", "stage") VALUES (NEW."funding", NEW."id", NEW."moved_at", NEW."moved_by_id", NEW."next_step_on", NEW."opened_at", NEW."opened_by_id", NEW."owner_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."referred_by", NEW."source", NEW."stage"); RETURN NULL;',
                            hash="86f09f862dc363d9ff7d9a12351a41bcbd82294f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f196",
                            table="patients_intake",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="08398c398fe567c83262a565219fd64482ba70da",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2e838",
                            table="patients_intakeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakemove",
                    trigger=pgtrigger.compiler.Trigger(
                        name="intake_moves_from_where_it_is",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF (SELECT stage FROM patients_intake WHERE id = NEW.intake_id FOR NO KEY UPDATE) <> NEW.stage_before THEN\n        RAISE EXCEPTION 'An intake moves from the stage where it is.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="6e98f2cc93285237b7de691a64f7c61bab5b31dd",
                            operation="INSERT",
                            pgid="pgtrigger_intake_moves_from_where_it_is_523a9",
                            table="patients_intakemove",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakemove",
                    trigger=pgtrigger.compiler.Trigger(
                        name="intake_is_where_it_moved_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    UPDATE patients_intake SET stage = NEW.stage, moved_at = NEW.moved_at, moved_by_id = NEW.moved_by_id\n        WHERE id = NEW.intake_id;\n    RETURN NULL;\n",
                            hash="e6f7327c5e169e9e99a2d097ff183304125c5147",
                            operation="INSERT",
                            pgid="pgtrigger_intake_is_where_it_moved_to_5c093",
                            table="patients_intakemove",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logisticneeds",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_logisticneedsevent" ("childcare", "childcare_words", "hearing", "id", "interpreter", "interpreter_language", "other", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sight", "step_free", "transport", "transport_words", "updated_at", "updated_by_id") VALUES (NEW."childcare", NEW."childcare_words", NEW."hearing", NEW."id", NEW."interpreter", NEW."interpreter_language", NEW."other", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sight", NEW."step_free", NEW."transport", NEW."transport_words", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;',
                            hash="bc16b4010ebe716d4ae14d038067d143eab4c18e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ae0d",
                            table="patients_logisticneeds",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logisticneeds",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_logisticneedsevent" ("childcare", "childcare_words", "hearing", "id", "interpreter", "interpreter_language", "other", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sight", "step_free", "transport", "transport_words", "updated_at", "updated_by_id") VALUES (NEW."childcare", NEW."childcare_words", NEW."hearing", NEW."id", NEW."interpreter", NEW."interpreter_language", NEW."other", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sight", NEW."step_free", NEW."transport", NEW."transport_words", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;',
                            hash="8c84c4cfe372f57802b6921eab32a3b0e75297e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_be7c6",
                            table="patients_logisticneeds",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logisticneedsevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f38f7b066070f8957d18718b65923e9328a6f4ab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b87a4",
                            table="patients_logisticneedsevent",
                            when="BEFORE",
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
                    model_name="measuresheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="measure_sheet_stays_as_it_was_made",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF OLD.sent_at IS NOT NULL OR OLD.revoked_at IS NOT NULL\n       OR (NEW.patient_id, NEW.measures, NEW.made_at, NEW.made_by_id, NEW.expires_at)\n       IS DISTINCT FROM (OLD.patient_id, OLD.measures, OLD.made_at, OLD.made_by_id, OLD.expires_at) THEN\n        RAISE EXCEPTION 'A sheet that is over stays over, and none is lengthened.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="c93f08700f7154dfeabe026669fe71ecd39f0911",
                            operation="UPDATE",
                            pgid="pgtrigger_measure_sheet_stays_as_it_was_made_d0065",
                            table="patients_measuresheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measuresheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_measuresheetevent" ("expires_at", "id", "made_at", "made_by_id", "measures", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "sent_at") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."measures", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."sent_at"); RETURN NULL;',
                            hash="a822e4dd842965216fc2323611492c9f98a0be79",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0593f",
                            table="patients_measuresheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measuresheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."measures" IS DISTINCT FROM (NEW."measures") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at"))',
                            func='INSERT INTO "patients_measuresheetevent" ("expires_at", "id", "made_at", "made_by_id", "measures", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "sent_at") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."measures", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."sent_at"); RETURN NULL;',
                            hash="ad13151e55f762f072f4434f7ddd1d7aba2ae8df",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_162b6",
                            table="patients_measuresheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measuresheetevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="98755560807db003d3dd4a8989bd48760bf6db5d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_201f4",
                            table="patients_measuresheetevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="risk_answer_advances_the_chart",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."risk" > 0)',
                            func="\n    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;\n    RETURN NULL;\n",
                            hash="52fb7b048dcf4223b1204e48fcec993528eb8421",
                            operation="INSERT",
                            pgid="pgtrigger_risk_answer_advances_the_chart_d1006",
                            table="patients_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="merge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="merge_advances_the_chart_that_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.into_id;\n                    RETURN NULL;\n                ",
                            hash="8655248ea7c3afbcb668a01d49ebe501d45352c5",
                            operation="INSERT",
                            pgid="pgtrigger_merge_advances_the_chart_that_stays_28bd4",
                            table="patients_merge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="narrative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="narrative_is_told_after_the_limits",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (SELECT FROM patients_limitstold WHERE patient_id = NEW.patient_id) THEN\n        RAISE EXCEPTION 'First they are told what cannot be kept private.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="6866f8cfb2dcbc5f79037ff5939498dbf2f1970f",
                            operation="INSERT",
                            pgid="pgtrigger_narrative_is_told_after_the_limits_2a502",
                            table="patients_narrative",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="narrativeopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="narrative_is_opened_for_its_patient",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.patient_id <> (SELECT patient_id FROM patients_narrative WHERE id = NEW.narrative_id) THEN\n                        RAISE EXCEPTION 'This narrative is somebody else''s.' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1155f5f4546604a09dc94c5539a4225538a91087",
                            operation="INSERT",
                            pgid="pgtrigger_narrative_is_opened_for_its_patient_93a75",
                            table="patients_narrativeopening",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="neveraddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_address_is_not_in_use",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"lifted_because\" = '')",
                            func="\n    IF EXISTS (\n        SELECT FROM patients_contactchannel channel\n        WHERE channel.may_use AND channel.key = NEW.key AND channel.safe_contact_id = (\n            SELECT max(id) FROM patients_safecontact WHERE patient_id = NEW.patient_id\n        )\n    ) THEN\n        RAISE EXCEPTION 'This address is still in use.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n",
                            hash="4cfee8c1035aebe1712d8124c0e95694f83d2cdd",
                            operation="INSERT",
                            pgid="pgtrigger_never_address_is_not_in_use_6c1e0",
                            table="patients_neveraddress",
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
                    model_name="packet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_packetevent" ("closed_at", "closed_by_id", "id", "made_at", "made_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="1c07c1a3c60e980ff827089e4ef6a573b673634d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ea4e0",
                            table="patients_packet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_packetevent" ("closed_at", "closed_by_id", "id", "made_at", "made_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cc0be9406ff831690304773b9c6d23daecd8c0dc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3d483",
                            table="patients_packet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4728e90a5a5775f95f532d06c993edaa9669f9ce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7130d",
                            table="patients_packetevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetsectionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="350e19bf17507668f686893d3e58bce9e60dc035",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a088e",
                            table="patients_packetsectionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="answer_is_to_its_packet",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (\n        SELECT FROM patients_packetsubmission sending\n        JOIN patients_packetpart part ON part.packet_id = sending.packet_id\n        JOIN patients_packetquestion question ON question.version_id = part.version_id\n        WHERE sending.id = NEW.submission_id AND question.id = NEW.question_id\n    ) THEN\n        RAISE EXCEPTION 'An answer is to a question of its packet.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="6b083e3fcc64ddda20a02b2785275d1dca462eec",
                            operation="INSERT",
                            pgid="pgtrigger_answer_is_to_its_packet_d2706",
                            table="patients_packetanswer",
                            when="BEFORE",
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
                    model_name="patientpagessettingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="be40f05595564fd8ff4a41d737ba4f186571fbac",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_01f99",
                            table="patients_patientpagessettingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practicebandevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="118ccceae6b4ba54244060388fa113464a4c5c36",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2b410",
                            table="patients_practicebandevent",
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
                    model_name="primarycare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_primarycareevent" ("agreed", "agreed_how", "agreed_on", "email", "ended_by_id", "ended_on", "fax", "id", "may_be_written_to", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "practice", "recorded_at", "recorded_by_id", "since_on", "told_by") VALUES (NEW."agreed", NEW."agreed_how", NEW."agreed_on", NEW."email", NEW."ended_by_id", NEW."ended_on", NEW."fax", NEW."id", NEW."may_be_written_to", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."practice", NEW."recorded_at", NEW."recorded_by_id", NEW."since_on", NEW."told_by"); RETURN NULL;',
                            hash="c51727f143989ae31ff7e7ed1e65629d99db5bb3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ee961",
                            table="patients_primarycare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="primarycare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_primarycareevent" ("agreed", "agreed_how", "agreed_on", "email", "ended_by_id", "ended_on", "fax", "id", "may_be_written_to", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "practice", "recorded_at", "recorded_by_id", "since_on", "told_by") VALUES (NEW."agreed", NEW."agreed_how", NEW."agreed_on", NEW."email", NEW."ended_by_id", NEW."ended_on", NEW."fax", NEW."id", NEW."may_be_written_to", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."practice", NEW."recorded_at", NEW."recorded_by_id", NEW."since_on", NEW."told_by"); RETURN NULL;',
                            hash="85fd853863a429840d0df92df636e1621732beae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5aa21",
                            table="patients_primarycare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="primarycareevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c9bbcc25641b64c30784bf3cf4227ad01bdd33f4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5452c",
                            table="patients_primarycareevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="privatelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="closed_link_stays_closed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF OLD.revoked_at IS NOT NULL OR (NEW.packet_id, NEW.digest, NEW.expires_at)\n                       IS DISTINCT FROM (OLD.packet_id, OLD.digest, OLD.expires_at) THEN\n                        RAISE EXCEPTION 'A link that is closed stays closed, and none is lengthened.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="b0b9025e68f8bf9cbf1d502550b3517f19eb6d59",
                            operation="UPDATE",
                            pgid="pgtrigger_closed_link_stays_closed_2d5c8",
                            table="patients_privatelink",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="privatelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_privatelinkevent" ("expires_at", "id", "made_at", "made_by_id", "opens_with", "packet_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "revoked_why") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."opens_with", NEW."packet_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_why"); RETURN NULL;',
                            hash="cb22c802776d1cfce64ca44e074bdf955cfebfe2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1c9f6",
                            table="patients_privatelink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="privatelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."opens_with" IS DISTINCT FROM (NEW."opens_with") OR OLD."packet_id" IS DISTINCT FROM (NEW."packet_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."revoked_why" IS DISTINCT FROM (NEW."revoked_why"))',
                            func='INSERT INTO "patients_privatelinkevent" ("expires_at", "id", "made_at", "made_by_id", "opens_with", "packet_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "revoked_why") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."opens_with", NEW."packet_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_why"); RETURN NULL;',
                            hash="215e7d6baa9f50660fd21b79285a18bc316d86eb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_697fd",
                            table="patients_privatelink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="privatelinkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fa88979ed37432ba1638f79892e9744db12ddacb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7b776",
                            table="patients_privatelinkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposedentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="proposal_keeps_what_was_told",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF (NEW.patient_id, NEW.kind, NEW.words, NEW.details, NEW.origin, NEW.source, NEW.came_at)\n                       IS DISTINCT FROM\n                       (OLD.patient_id, OLD.kind, OLD.words, OLD.details, OLD.origin, OLD.source, OLD.came_at)\n                       OR OLD.accepted_at IS NOT NULL OR OLD.declined_at IS NOT NULL THEN\n                        RAISE EXCEPTION 'What was told stays as it was, and is answered once.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1b9131dc24ebba860e4cfa4737ee45a38dc1b97f",
                            operation="UPDATE",
                            pgid="pgtrigger_proposal_keeps_what_was_told_02ffe",
                            table="patients_proposedentry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposedentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_proposedentryevent" ("accepted_at", "accepted_by_id", "came_at", "came_by_id", "declined_at", "declined_because", "declined_by_id", "details", "id", "kind", "landed_as", "landed_id", "origin", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "source", "words") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."came_at", NEW."came_by_id", NEW."declined_at", NEW."declined_because", NEW."declined_by_id", NEW."details", NEW."id", NEW."kind", NEW."landed_as", NEW."landed_id", NEW."origin", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."source", NEW."words"); RETURN NULL;',
                            hash="67a0198c01c93eb03d286d6350ff41fd434dcc92",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a69c9",
                            table="patients_proposedentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposedentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_proposedentryevent" ("accepted_at", "accepted_by_id", "came_at", "came_by_id", "declined_at", "declined_because", "declined_by_id", "details", "id", "kind", "landed_as", "landed_id", "origin", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "source", "words") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."came_at", NEW."came_by_id", NEW."declined_at", NEW."declined_because", NEW."declined_by_id", NEW."details", NEW."id", NEW."kind", NEW."landed_as", NEW."landed_id", NEW."origin", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."source", NEW."words"); RETURN NULL;',
                            hash="12a8ef1bcf0dabbfcae790ee1ecb045c9b024dc3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41a2e",
                            table="patients_proposedentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposedentryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="eed5d9f2c90af4ea1514f9340773fcd3c3e9c364",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4fd3e",
                            table="patients_proposedentryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskagreementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a1eaa5c4f4ada6ee736989877a7cd2ae7324791f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ab188",
                            table="patients_riskagreementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risklook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="risk_look_is_about_a_risk_answer",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (SELECT FROM patients_assessment WHERE id = NEW.assessment_id AND risk > 0) THEN\n        RAISE EXCEPTION 'risk-look-is-about-a-risk-answer: nothing in this assessment calls a person'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'risk-look-is-about-a-risk-answer';\n    END IF;\n    RETURN NEW;\n",
                            hash="b835224984d6f11a2f46700f7b7d79eaabbadf8d",
                            operation="INSERT",
                            pgid="pgtrigger_risk_look_is_about_a_risk_answer_0e06e",
                            table="patients_risklook",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outgoingcontactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="053a90817506d00a3680f95cdbeeb78ae5e6e39d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cfaba",
                            table="patients_outgoingcontactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outgoingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="outgoing_contact_obeys_the_newest",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE newest bigint;",
                            func="\n    SELECT max(id) INTO newest FROM patients_safecontact WHERE patient_id = NEW.patient_id;\n    IF NEW.obeyed_id IS DISTINCT FROM newest THEN\n        RAISE EXCEPTION 'It obeys an older agreement.' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NOT (newest IS NULL AND NEW.channel = 'call') AND NOT EXISTS (\n        SELECT FROM patients_contactchannel WHERE safe_contact_id = newest AND channel = NEW.channel AND may_use\n    ) THEN\n        RAISE EXCEPTION 'They do not want to be reached this way.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="4447ab5ef702e3d06713599c33b89877e63e322d",
                            operation='INSERT OR UPDATE OF "obeyed_id"',
                            pgid="pgtrigger_outgoing_contact_obeys_the_newest_b10d2",
                            table="patients_outgoingcontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outgoingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="outgoing_contact_leaves_no_unwanted_message",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"state\" = 'message-left')",
                            func="\n    IF NOT coalesce((SELECT voicemail FROM patients_safecontact WHERE id = NEW.obeyed_id), FALSE) THEN\n        RAISE EXCEPTION 'No message may be left.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="0393e7f022f2d847c7977c77c0453ccd0521eeaf",
                            operation='INSERT OR UPDATE OF "state"',
                            pgid="pgtrigger_outgoing_contact_leaves_no_unwanted_message_80234",
                            table="patients_outgoingcontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outgoingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_outgoingcontactevent" ("attempts", "channel", "id", "kind", "next_try", "not_before", "obeyed_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "queued_by_id", "settled_at", "settled_by_id", "state") VALUES (NEW."attempts", NEW."channel", NEW."id", NEW."kind", NEW."next_try", NEW."not_before", NEW."obeyed_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."queued_at", NEW."queued_by_id", NEW."settled_at", NEW."settled_by_id", NEW."state"); RETURN NULL;',
                            hash="67f5fab0333f3db7557c72cd8371e5805ce2cdf1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4b71c",
                            table="patients_outgoingcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outgoingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."next_try" IS DISTINCT FROM (NEW."next_try") OR OLD."not_before" IS DISTINCT FROM (NEW."not_before") OR OLD."obeyed_id" IS DISTINCT FROM (NEW."obeyed_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."queued_at" IS DISTINCT FROM (NEW."queued_at") OR OLD."queued_by_id" IS DISTINCT FROM (NEW."queued_by_id") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."settled_by_id" IS DISTINCT FROM (NEW."settled_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "patients_outgoingcontactevent" ("attempts", "channel", "id", "kind", "next_try", "not_before", "obeyed_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "queued_by_id", "settled_at", "settled_by_id", "state") VALUES (NEW."attempts", NEW."channel", NEW."id", NEW."kind", NEW."next_try", NEW."not_before", NEW."obeyed_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."queued_at", NEW."queued_by_id", NEW."settled_at", NEW."settled_by_id", NEW."state"); RETURN NULL;',
                            hash="6c623bd6faa956c826907dfa8dfc1943da13a4a2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6b5d2",
                            table="patients_outgoingcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactchannel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="contact_channel_avoids_what_is_never_used",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."may_use")',
                            declare="DECLARE refused boolean;",
                            func="\n    SELECT never.lifted_because = '' INTO refused FROM patients_neveraddress never\n    WHERE never.key = NEW.key\n        AND never.patient_id IN (\n            SELECT record.id\n            FROM patients_safecontact agreed JOIN patients_patient record\n                ON agreed.patient_id IN (record.id, record.merged_into_id)\n            WHERE agreed.id = NEW.safe_contact_id\n        )\n    ORDER BY never.id DESC LIMIT 1;\n    IF refused THEN\n        RAISE EXCEPTION 'This address is never used again.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n",
                            hash="7f1f7dc380037a92d3e3e9ab58ca894ef919881c",
                            operation="INSERT",
                            pgid="pgtrigger_contact_channel_avoids_what_is_never_used_464c7",
                            table="patients_contactchannel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="published_version_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."published_at" IS NOT NULL)',
                            func="\n    RAISE EXCEPTION 'A published version of a section stays as it is: write the next one.'\n        USING ERRCODE = 'check_violation';\n",
                            hash="e85f2aabae650f1fb811953e3eec5e3b7b0e0036",
                            operation="UPDATE",
                            pgid="pgtrigger_published_version_stays_e8b05",
                            table="patients_sectionversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_sectionversionevent" ("id", "introduction", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "section_id", "title", "told_first", "written_at", "written_by_id") VALUES (NEW."id", NEW."introduction", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."section_id", NEW."title", NEW."told_first", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="d137387c321f6a6a4df269daf390097f4a3ec9c4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cf2ee",
                            table="patients_sectionversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_sectionversionevent" ("id", "introduction", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "section_id", "title", "told_first", "written_at", "written_by_id") VALUES (NEW."id", NEW."introduction", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."section_id", NEW."title", NEW."told_first", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="56d295e6a07faf0fb0996f7f134ac38e5736f24b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a46d9",
                            table="patients_sectionversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetquestionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c1c49ba0b72d237a7f6f765df45849fc3dd97a70",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bcc76",
                            table="patients_packetquestionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetquestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="question_of_published_version_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (\n        SELECT FROM patients_sectionversion WHERE id = NEW.version_id AND published_at IS NOT NULL FOR SHARE\n    ) OR (TG_OP = 'UPDATE' AND OLD.version_id <> NEW.version_id) THEN\n        RAISE EXCEPTION 'A published version of a section stays as it is: write the next one.'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="39d3358cae76651dc28649574c4c217d8f55423e",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_question_of_published_version_stays_bbcfa",
                            table="patients_packetquestion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetquestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_packetquestionevent" ("choices", "code", "help", "id", "is_asked_first", "is_left_out", "is_sensitive", "kind", "lands_as", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "version_id") VALUES (NEW."choices", NEW."code", NEW."help", NEW."id", NEW."is_asked_first", NEW."is_left_out", NEW."is_sensitive", NEW."kind", NEW."lands_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."version_id"); RETURN NULL;',
                            hash="72c6c9690b3c0b3a165536d9d182043235420c63",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ad194",
                            table="patients_packetquestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetquestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_packetquestionevent" ("choices", "code", "help", "id", "is_asked_first", "is_left_out", "is_sensitive", "kind", "lands_as", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "version_id") VALUES (NEW."choices", NEW."code", NEW."help", NEW."id", NEW."is_asked_first", NEW."is_left_out", NEW."is_sensitive", NEW."kind", NEW."lands_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."version_id"); RETURN NULL;',
                            hash="74f51a0fbe823ffad0e3be8ec34f9bd3dc5b1ff6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2b63f",
                            table="patients_packetquestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packetpart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="packet_offers_published_versions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (SELECT FROM patients_sectionversion WHERE id = NEW.version_id AND published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'A packet offers published versions only.' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="1dc7cc69460d741dc45bda11a447470138cc9d75",
                            operation="INSERT",
                            pgid="pgtrigger_packet_offers_published_versions_15293",
                            table="patients_packetpart",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4a021edcec528cefd0c488d6677b2404939b6285",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7905e",
                            table="patients_sectionversionevent",
                            when="BEFORE",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="supporter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_supporterevent" ("agreed", "agreed_how", "agreed_on", "agreed_parts", "bond", "ended_by_id", "ended_on", "id", "may_be_rung_in_crisis", "may_know", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "recorded_by_id", "relation", "since_on", "told_by") VALUES (NEW."agreed", NEW."agreed_how", NEW."agreed_on", NEW."agreed_parts", NEW."bond", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."may_be_rung_in_crisis", NEW."may_know", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."since_on", NEW."told_by"); RETURN NULL;',
                            hash="048c11eece414d031b5faa84326957e4c662d228",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d05f",
                            table="patients_supporter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supporter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_supporterevent" ("agreed", "agreed_how", "agreed_on", "agreed_parts", "bond", "ended_by_id", "ended_on", "id", "may_be_rung_in_crisis", "may_know", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "recorded_by_id", "relation", "since_on", "told_by") VALUES (NEW."agreed", NEW."agreed_how", NEW."agreed_on", NEW."agreed_parts", NEW."bond", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."may_be_rung_in_crisis", NEW."may_know", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."since_on", NEW."told_by"); RETURN NULL;',
                            hash="37b248ae4f413fa6b32e0526328eaf3d191488de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fd65f",
                            table="patients_supporter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supporterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="199332da8bd72810f30dd384b35362a6af3b615b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f28b5",
                            table="patients_supporterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
