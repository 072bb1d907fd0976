import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.lookups
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import practice.database.operations
import practice.staff.models
import sessions.models.citation
import sessions.models.note
import sessions.models.place


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("medications", "0001_initial"),
        ("patients", "0001_initial"),
        ("staff", "0002_roles"),
        ("staff", "__first__"),
    ]

    operations = [
        practice.database.operations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="ClinicianProfile",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="clinician",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="languages",
                            ),
                        ),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                help_text="For patients who ask for it; may be left empty.",
                                max_length=40,
                                verbose_name="gender",
                            ),
                        ),
                        ("is_bookable", models.BooleanField(default=True, verbose_name="can be booked")),
                        ("shows_order", models.PositiveSmallIntegerField(default=100, verbose_name="place in lists")),
                    ],
                    options={
                        "verbose_name": "clinician",
                        "verbose_name_plural": "clinicians",
                        "ordering": ["shows_order", "user"],
                    },
                ),
                migrations.CreateModel(
                    name="NoteFormat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        ("title", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("medication-visit", "Medication visit"),
                                        ("individual-therapy", "Individual therapy"),
                                        ("group", "Group"),
                                        ("family", "Family"),
                                        ("telephone", "Telephone"),
                                        ("team-meeting", "Team meeting"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                                verbose_name="offered for",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="place in lists")),
                    ],
                    options={
                        "verbose_name": "format of notes",
                        "verbose_name_plural": "formats of notes",
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="note_format_has_a_name",
                                violation_error_message="Give the format a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kinds__contained_by",
                                        [
                                            "medication-visit",
                                            "individual-therapy",
                                            "group",
                                            "family",
                                            "telephone",
                                            "team-meeting",
                                        ],
                                    )
                                ),
                                name="note_format_is_for_kinds_we_have",
                                violation_error_message="Choose kinds of note from the list.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionNote",
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
                                    ("medication-visit", "Medication visit"),
                                    ("individual-therapy", "Individual therapy"),
                                    ("group", "Group"),
                                    ("family", "Family"),
                                    ("telephone", "Telephone"),
                                    ("team-meeting", "Team meeting"),
                                ],
                                max_length=20,
                                verbose_name="kind of note",
                            ),
                        ),
                        ("began_at", models.DateTimeField(verbose_name="begun")),
                        ("took_place_from", models.DateTimeField(verbose_name="from")),
                        ("took_place_until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="where")),
                        ("present", models.CharField(blank=True, max_length=300, verbose_name="who was there")),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed")),
                        ("set_aside_at", models.DateTimeField(blank=True, null=True, verbose_name="set aside")),
                        (
                            "set_aside_because",
                            models.CharField(blank=True, max_length=200, verbose_name="why it was set aside"),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="session_notes",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "set_aside_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_by",
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
                        "verbose_name": "session note",
                        "verbose_name_plural": "session notes",
                        "ordering": ["-took_place_from", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "-took_place_from", "-id"], name="note_by_patient"),
                            models.Index(
                                condition=models.Q(("signed_at__isnull", True)),
                                fields=["author", "-id"],
                                name="note_draft_by_author",
                            ),
                            models.Index(fields=["author", "signed_at"], name="note_by_author"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "medication-visit",
                                            "individual-therapy",
                                            "group",
                                            "family",
                                            "telephone",
                                            "team-meeting",
                                        ],
                                    )
                                ),
                                name="note_has_one_of_our_kinds",
                                violation_error_message="Choose one of the kinds of note.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "group"), ("patient__isnull", True)),
                                    models.Q(models.Q(("kind", "group"), _negated=True), ("patient__isnull", False)),
                                    _connector="OR",
                                ),
                                name="note_is_about_somebody_or_a_group",
                                violation_error_message="A note is about one person; a group's is about nobody in particular.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("took_place_until__isnull", True),
                                    ("took_place_until__gt", models.F("took_place_from")),
                                    _connector="OR",
                                ),
                                name="note_ends_after_it_began",
                                violation_error_message="The end lies after the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        ("signed_by", models.F("author")),
                                        ("signed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="note_is_signed_by_its_author",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("set_aside_at__isnull", True),
                                        ("set_aside_because", ""),
                                        ("set_aside_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("set_aside_at__isnull", False),
                                        ("set_aside_by", models.F("author")),
                                        ("set_aside_by__isnull", False),
                                        ("signed_at__isnull", True),
                                        models.Q(("set_aside_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="note_is_set_aside_with_a_reason",
                                violation_error_message="Say why the note is set aside.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                        (
                            "format",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="templates",
                                to="clinical_sessions.noteformat",
                                verbose_name="format",
                            ),
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
                        "verbose_name": "template of notes",
                        "verbose_name_plural": "templates of notes",
                        "ordering": ["format", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("format", "number"), name="note_template_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at", None)),
                                fields=("format",),
                                name="note_format_has_one_draft",
                                violation_error_message="There is a draft of this format already: go on with that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="note_template_versions_begin_at_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", False), ("published_by", None), _connector="OR"
                                ),
                                name="note_template_is_published_at_a_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PsychotherapyNote",
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
                                    ("psychotherapy", "Psychotherapy note"),
                                    ("counselling", "Substance-use counselling note"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        ("about_on", models.DateField(verbose_name="day it is about")),
                        ("begun_at", models.DateTimeField(verbose_name="begun")),
                        ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="signed")),
                        (
                            "author",
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
                        "verbose_name": "psychotherapy note",
                        "verbose_name_plural": "psychotherapy notes",
                        "ordering": ["-about_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["author", "patient", "-about_on", "-id"], name="psychotherapy_note_by_author"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["psychotherapy", "counselling"])),
                                name="psychotherapy_note_is_of_one_of_our_kinds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at", None), ("signed_at__gte", models.F("begun_at")), _connector="OR"
                                ),
                                name="psychotherapy_note_is_signed_after_it_is_begun",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Technique",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        (
                            "is_exposure",
                            models.BooleanField(default=False, verbose_name="goes near the trauma by plan"),
                        ),
                        ("is_offered", models.BooleanField(default=True, verbose_name="offered in new notes")),
                        ("position", models.PositiveSmallIntegerField(default=500, verbose_name="place in lists")),
                    ],
                    options={
                        "verbose_name": "technique",
                        "verbose_name_plural": "techniques",
                        "ordering": ["position", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="technique_has_a_name",
                                violation_error_message="Give it a name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitType",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "desk_name",
                            models.CharField(
                                help_text="Also in calendars. No word that says why somebody comes: “Long visit”, not “Therapy”.",
                                max_length=40,
                                verbose_name="name at the front desk",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                        ("is_group", models.BooleanField(default=False, verbose_name="for several patients")),
                        ("is_team_meeting", models.BooleanField(default=False, verbose_name="without patients")),
                        ("is_intake", models.BooleanField(default=False, verbose_name="first visit of an intake")),
                        (
                            "can_be_telehealth",
                            models.BooleanField(default=False, verbose_name="can be by video or telephone"),
                        ),
                        ("needs_room", models.BooleanField(default=True, verbose_name="needs a room")),
                        ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                    ],
                    options={
                        "verbose_name": "kind of visit",
                        "verbose_name_plural": "kinds of visit",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("desk_name", ""), _negated=True)
                                ),
                                name="visit_type_has_both_its_names",
                                violation_error_message="Give it a name, and one for the front desk.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__range", (5, 480))),
                                name="visit_type_lasts_minutes_to_hours",
                                violation_error_message="A visit lasts between five minutes and eight hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("capacity__gte", 2),
                                        ("capacity__isnull", False),
                                        ("is_group", True),
                                        ("is_team_meeting", False),
                                    ),
                                    models.Q(("capacity__isnull", True), ("is_group", False)),
                                    _connector="OR",
                                ),
                                name="visit_type_of_a_group_has_places",
                                violation_error_message="A group has two places or more; nothing else has a number of places.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_intake", True), _negated=True),
                                    models.Q(("is_group", False), ("is_team_meeting", False)),
                                    _connector="OR",
                                ),
                                name="visit_type_of_an_intake_is_for_one",
                                violation_error_message="The first visit of an intake is for one person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Availability",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Monday"),
                                    (2, "Tuesday"),
                                    (3, "Wednesday"),
                                    (4, "Thursday"),
                                    (5, "Friday"),
                                    (6, "Saturday"),
                                    (7, "Sunday"),
                                ],
                                verbose_name="day",
                            ),
                        ),
                        ("starts", models.TimeField(verbose_name="from")),
                        ("ends", models.TimeField(verbose_name="until")),
                        (
                            "with_telehealth",
                            models.BooleanField(default=True, verbose_name="also by video or telephone"),
                        ),
                        ("from_on", models.DateField(verbose_name="from the day")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="until the day")),
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
                            "clinician",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="availabilities",
                                to="clinical_sessions.clinicianprofile",
                                verbose_name="clinician",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weekly hours",
                        "verbose_name_plural": "weekly hours",
                        "ordering": ["clinician", "weekday", "starts"],
                        "indexes": [models.Index(fields=["clinician", "weekday"], name="hours_by_clinician")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__range", (1, 7))),
                                name="hours_are_on_a_weekday",
                                violation_error_message="Choose a day of the week.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("starts"))),
                                name="hours_end_after_they_start",
                                violation_error_message="Hours end after they start, on the same day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                                ),
                                name="hours_hold_for_a_day_at_least",
                                violation_error_message="The last day is not before the first.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AvailabilityException",
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
                                choices=[("away", "Away"), ("extra", "Extra hours")], max_length=10, verbose_name="kind"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                        (
                            "with_telehealth",
                            models.BooleanField(default=True, verbose_name="also by video or telephone"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Everybody who books reads it: “Training”, “Leave”.",
                                max_length=80,
                                verbose_name="note",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back"),
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
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clinician",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exceptions",
                                to="clinical_sessions.clinicianprofile",
                                verbose_name="clinician",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exception from the weekly hours",
                        "verbose_name_plural": "exceptions from the weekly hours",
                        "ordering": ["clinician", "starts_at"],
                        "indexes": [models.Index(fields=["clinician", "starts_at"], name="exception_by_clinician")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["away", "extra"])),
                                name="exception_is_away_or_extra",
                                violation_error_message="Choose away or extra hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="exception_ends_after_it_starts",
                                violation_error_message="It ends after it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="exception_is_taken_back_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False),
                        ),
                        ("is_live", models.BooleanField(default=True, editable=False)),
                        (
                            "is_deliberate_overlap",
                            models.BooleanField(default=False, verbose_name="shares the time with another visit"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("arrived", "Arrived"),
                                    ("in-room", "In the room"),
                                    ("done", "Done"),
                                    ("did-not-attend", "Did not attend"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="booked",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("status_at", models.DateTimeField(verbose_name="since")),
                        (
                            "cancelled_whose",
                            models.CharField(
                                blank=True,
                                choices=[("patient", "by the patient"), ("practice", "by the practice")],
                                max_length=10,
                                verbose_name="cancelled",
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("something-came-up", "Something came up"),
                                    ("transport", "Transport"),
                                    ("childcare", "Childcare"),
                                    ("weather", "Weather"),
                                    ("clinician-away", "Clinician away"),
                                    ("booked-by-mistake", "Booked by mistake"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="why",
                            ),
                        ),
                        ("booked_at", models.DateTimeField(verbose_name="booked")),
                        (
                            "booked_by",
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
                                related_name="bookings",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "status_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "booking",
                        "verbose_name_plural": "bookings",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["booked", "arrived", "in-room", "done", "did-not-attend", "cancelled"],
                                    )
                                ),
                                name="booking_has_one_of_our_statuses",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_whose__in", ["patient", "practice"]), ("status", "cancelled")),
                                    models.Q(
                                        models.Q(("status", "cancelled"), _negated=True),
                                        ("cancelled_because", ""),
                                        ("cancelled_whose", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="booking_is_cancelled_by_somebody",
                                violation_error_message="Say who cancelled: the patient or the practice.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token_digest",
                            models.CharField(
                                editable=False, max_length=64, unique=True, verbose_name="digest of the address"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                        ("last_used_on", models.DateField(blank=True, null=True, verbose_name="last read on")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="whose",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calendar address",
                        "verbose_name_plural": "calendar addresses",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="calendar_address_is_taken_back_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("token_digest__regex", "^[0-9a-f]{64}$")),
                                name="calendar_address_is_kept_as_a_digest",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("user",),
                                name="calendar_one_address_at_a_time",
                                violation_error_message="There is an address in use already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "token_digest",
                            models.CharField(editable=False, max_length=64, verbose_name="digest of the address"),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made")),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.calendarfeed",
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
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="whose",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClinicianProfileEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="languages",
                            ),
                        ),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                help_text="For patients who ask for it; may be left empty.",
                                max_length=40,
                                verbose_name="gender",
                            ),
                        ),
                        ("is_bookable", models.BooleanField(default=True, verbose_name="can be booked")),
                        ("shows_order", models.PositiveSmallIntegerField(default=100, verbose_name="place in lists")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.clinicianprofile",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LifeEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="when")),
                        (
                            "exactness",
                            models.CharField(
                                choices=[
                                    ("day", "on this very day"),
                                    ("month", "some time in this month"),
                                    ("about", "around this time"),
                                ],
                                default="day",
                                max_length=10,
                                verbose_name="how exactly",
                            ),
                        ),
                        ("words", models.CharField(max_length=200, verbose_name="what happened")),
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
                            "was_asked_for",
                            models.BooleanField(default=False, verbose_name="they asked for this to be here"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="life_events",
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
                        "verbose_name": "life event",
                        "verbose_name_plural": "life events",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["patient", "on"], name="life_event_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("was_asked_for", True)),
                                name="life_event_is_there_because_they_asked",
                                violation_error_message="Only what they asked for comes onto their timeline.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="life_event_says_what_happened",
                                violation_error_message="Write what happened, in a few words.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exactness__in", ["day", "month", "about"]),
                                    ("whose__in", ["theirs", "summed-up", "close-to-them"]),
                                ),
                                name="life_event_is_told_in_our_choices",
                                violation_error_message="Choose how exactly it is known, and whose words these are.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "on__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("recorded_at"), "+", models.Value(datetime.timedelta(days=1))
                                        ),
                                    )
                                ),
                                name="life_event_lies_behind_us",
                                violation_error_message="This lies in the future. Write it down once it has happened.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LifeEventWithdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("because", models.CharField(max_length=200, verbose_name="why it is taken off")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "life_event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawals",
                                to="clinical_sessions.lifeevent",
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
                        "verbose_name": "life event taken off",
                        "verbose_name_plural": "life events taken off",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("because", ""), _negated=True),
                                name="life_event_is_taken_off_for_a_reason",
                                violation_error_message="Say why it is taken off.",
                            ),
                            models.UniqueConstraint(
                                fields=("life_event",),
                                name="life_event_is_taken_off_once",
                                violation_error_message="It was taken off before.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Location",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        ("address", models.TextField(blank=True, max_length=400, verbose_name="address")),
                        (
                            "time_zone",
                            models.CharField(
                                default=sessions.models.place.practice_zone_name,
                                max_length=64,
                                validators=[sessions.models.place.is_time_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                    ],
                    options={
                        "verbose_name": "location",
                        "verbose_name_plural": "locations",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("time_zone", ""), _negated=True)
                                ),
                                name="location_has_a_name_and_a_zone",
                                violation_error_message="Give the location a name and a time zone.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AvailabilityExceptionEvent",
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
                                choices=[("away", "Away"), ("extra", "Extra hours")], max_length=10, verbose_name="kind"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                        (
                            "with_telehealth",
                            models.BooleanField(default=True, verbose_name="also by video or telephone"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Everybody who books reads it: “Training”, “Leave”.",
                                max_length=80,
                                verbose_name="note",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back"),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.availabilityexception",
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
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
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
                            "clinician",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.clinicianprofile",
                                verbose_name="clinician",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.location",
                                verbose_name="location",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AvailabilityEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Monday"),
                                    (2, "Tuesday"),
                                    (3, "Wednesday"),
                                    (4, "Thursday"),
                                    (5, "Friday"),
                                    (6, "Saturday"),
                                    (7, "Sunday"),
                                ],
                                verbose_name="day",
                            ),
                        ),
                        ("starts", models.TimeField(verbose_name="from")),
                        ("ends", models.TimeField(verbose_name="until")),
                        (
                            "with_telehealth",
                            models.BooleanField(default=True, verbose_name="also by video or telephone"),
                        ),
                        ("from_on", models.DateField(verbose_name="from the day")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="until the day")),
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
                                to="clinical_sessions.availability",
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
                            "clinician",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.clinicianprofile",
                                verbose_name="clinician",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.location",
                                verbose_name="location",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoteFrame",
                    fields=[
                        (
                            "note",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="frame",
                                serialize=False,
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                        (
                            "settled_at_start",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="how settled at the start"
                            ),
                        ),
                        (
                            "settled_at_end",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="how settled at the end"
                            ),
                        ),
                        (
                            "wanted_today",
                            models.TextField(blank=True, max_length=1000, verbose_name="what they wanted from today"),
                        ),
                        (
                            "near_trauma",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not-raised", "it was not raised"),
                                    ("chose-not-to", "they chose not to"),
                                    ("chose-to", "they chose to"),
                                    ("came-up-by-itself", "it came up by itself"),
                                ],
                                max_length=20,
                                verbose_name="near the trauma today",
                            ),
                        ),
                        (
                            "without_readiness",
                            models.TextField(blank=True, max_length=1000, verbose_name="what was done, and why"),
                        ),
                        (
                            "techniques",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="what we did together",
                            ),
                        ),
                        (
                            "homework",
                            models.TextField(blank=True, max_length=1000, verbose_name="to try until next time"),
                        ),
                        (
                            "hold_until_next",
                            models.TextField(blank=True, max_length=1000, verbose_name="what to hold until next time"),
                        ),
                        (
                            "room_for_work",
                            models.CharField(
                                choices=[
                                    ("not-asked", "not asked"),
                                    ("enough", "enough room"),
                                    ("not-enough", "not enough yet"),
                                    ("too-much-dulled", "too much is dulled"),
                                ],
                                default="not-asked",
                                max_length=20,
                                verbose_name="does the medication make enough room for the work?",
                            ),
                        ),
                        ("room_words", models.CharField(blank=True, max_length=200, verbose_name="in a line")),
                        (
                            "symptoms_in_the_way",
                            models.CharField(
                                choices=[
                                    ("not-asked", "not asked"),
                                    ("no", "no"),
                                    ("some", "somewhat"),
                                    ("much", "very much"),
                                ],
                                default="not-asked",
                                max_length=20,
                                verbose_name="do symptoms get in the way of the work?",
                            ),
                        ),
                        ("symptoms_words", models.CharField(blank=True, max_length=200, verbose_name="which, and how")),
                        (
                            "avoidance",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="how much they keep away from"
                            ),
                        ),
                        (
                            "regulation",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="how well they can steady themselves"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "frame of a note",
                        "verbose_name_plural": "frames of notes",
                        "ordering": ["note"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_at_start__isnull", True), ("settled_at_start__lte", 10), _connector="OR"
                                ),
                                name="frame_settled_at_start_is_from_0_to_10",
                                violation_error_message="A number from 0 to 10, or nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_at_end__isnull", True), ("settled_at_end__lte", 10), _connector="OR"
                                ),
                                name="frame_settled_at_end_is_from_0_to_10",
                                violation_error_message="A number from 0 to 10, or nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("avoidance__isnull", True), ("avoidance__lte", 10), _connector="OR"
                                ),
                                name="frame_avoidance_is_from_0_to_10",
                                violation_error_message="A number from 0 to 10, or nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("regulation__isnull", True), ("regulation__lte", 10), _connector="OR"
                                ),
                                name="frame_regulation_is_from_0_to_10",
                                violation_error_message="A number from 0 to 10, or nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "near_trauma__in",
                                        ["", "not-raised", "chose-not-to", "chose-to", "came-up-by-itself"],
                                    )
                                ),
                                name="frame_says_near_the_trauma_in_our_words",
                                violation_error_message="Choose one of the answers.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("room_for_work__in", ["not-asked", "enough", "not-enough", "too-much-dulled"]),
                                    ("symptoms_in_the_way__in", ["not-asked", "no", "some", "much"]),
                                ),
                                name="frame_is_answered_in_our_words",
                                violation_error_message="Choose one of the answers.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PsychotherapyNoteWords",
                    fields=[
                        (
                            "note",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="words",
                                serialize=False,
                                to="clinical_sessions.psychotherapynote",
                            ),
                        ),
                        ("words_sealed", models.TextField(blank=True, editable=False)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("typed_in", models.CharField(blank=True, editable=False, max_length=40)),
                        ("typed_turn", models.PositiveIntegerField(default=0, editable=False)),
                        ("saved_at", models.DateTimeField(verbose_name="kept")),
                    ],
                    options={
                        "verbose_name": "words of a psychotherapy note",
                        "verbose_name_plural": "words of psychotherapy notes",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("words_sealed", ""), ("words_sealed__startswith", "v1."), _connector="OR"
                                ),
                                name="psychotherapy_note_is_encrypted",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="availabilityexception",
                    name="location",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clinical_sessions.location",
                        verbose_name="location",
                    ),
                ),
                migrations.AddField(
                    model_name="availability",
                    name="location",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="availabilities",
                        to="clinical_sessions.location",
                        verbose_name="location",
                    ),
                ),
                migrations.CreateModel(
                    name="LocationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("address", models.TextField(blank=True, max_length=400, verbose_name="address")),
                        (
                            "time_zone",
                            models.CharField(
                                default=sessions.models.place.practice_zone_name,
                                max_length=64,
                                validators=[sessions.models.place.is_time_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.location",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MeasureAsked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        (
                            "said",
                            models.CharField(
                                choices=[
                                    ("will-see", "asked; no answer yet"),
                                    ("not-now", "not now; ask again on a day"),
                                    ("not-again", "please do not ask this again"),
                                    ("may-be-asked", "may be asked again"),
                                ],
                                max_length=15,
                                verbose_name="what they said",
                            ),
                        ),
                        ("ask_again_on", models.DateField(blank=True, null=True, verbose_name="ask again on")),
                        (
                            "in_their_words",
                            models.CharField(blank=True, max_length=300, verbose_name="in their own words"),
                        ),
                        ("asked_at", models.DateTimeField()),
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer to being asked",
                        "verbose_name_plural": "answers to being asked",
                        "ordering": ["patient", "-id"],
                        "indexes": [models.Index(fields=["patient", "measure", "-id"], name="asked_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("said__in", ["will-see", "not-now", "not-again", "may-be-asked"])),
                                name="asked_is_answered_in_our_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ask_again_on__isnull", False), ("said", "not-now")),
                                    models.Q(
                                        models.Q(("said", "not-now"), _negated=True), ("ask_again_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="not_now_says_when_to_ask_again",
                                violation_error_message="Choose a day to ask again, or “please do not ask this again”.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureSchedule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("once", "once"),
                                    ("every-weeks", "every few weeks"),
                                    ("before-visits", "before each visit"),
                                ],
                                max_length=15,
                                verbose_name="when",
                            ),
                        ),
                        ("begins_on", models.DateField(verbose_name="from")),
                        (
                            "every_weeks",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="every how many weeks"
                            ),
                        ),
                        ("scheduled_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
                        (
                            "ended_by",
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
                                related_name="measure_schedules",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "scheduled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit_type",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measure_schedules",
                                to="clinical_sessions.visittype",
                                verbose_name="before which visits",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "schedule of a measure",
                        "verbose_name_plural": "schedules of measures",
                        "ordering": ["patient", "measure", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("patient", "measure", "way"),
                                name="measure_is_scheduled_once_in_each_way",
                                violation_error_message="This measure is scheduled in this way already. End that one first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("every_weeks", None), ("visit_type", None), ("way", "once")),
                                    models.Q(
                                        ("every_weeks__isnull", False),
                                        ("every_weeks__range", (1, 52)),
                                        ("visit_type", None),
                                        ("way", "every-weeks"),
                                    ),
                                    models.Q(("every_weeks", None), ("way", "before-visits")),
                                    _connector="OR",
                                ),
                                name="measure_schedule_says_how_often",
                                violation_error_message="Say how many weeks, from 1 to 52, where it is every few weeks.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_because", ""), ("ended_by", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_schedule_is_ended_by_somebody_for_a_reason",
                                violation_error_message="Say why it ends.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingAttendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("present", "in the room"),
                                    ("remote", "by video or telephone"),
                                    ("regrets", "could not come"),
                                ],
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attendance at a meeting",
                        "verbose_name_plural": "attendances at meetings",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("how__in", ["present", "remote", "regrets"])),
                                name="meeting_attendance_is_in_our_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("risk-answer", "an answer that nobody has looked at yet"),
                                        ("put-off", "put off from an earlier meeting"),
                                        ("decision-due", "something decided before has come due"),
                                        ("rising-score", "a measure got worse by more than chance"),
                                        ("plan-held", "a plan is on hold or paused"),
                                        ("review-due", "a step waits for its review"),
                                        ("gate-open", "a step is reviewed and not made yet"),
                                        ("missed-visits", "did not attend twice or more in two months"),
                                        ("consent-expiring", "a consent runs out"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=200, verbose_name="what about")),
                        ("words", models.TextField(blank=True, max_length=4000, verbose_name="what was said")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "to speak about"),
                                    ("discussed", "spoken about"),
                                    ("put-off", "put off to the next meeting"),
                                    ("not-needed", "nothing to speak about"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("added_at", models.DateTimeField(verbose_name="put on the agenda")),
                        (
                            "added_by",
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
                                related_name="meeting_items",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of a meeting",
                        "verbose_name_plural": "items of meetings",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["patient", "-id"], name="meeting_item_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "discussed", "put-off", "not-needed"])),
                                name="meeting_item_is_in_one_of_our_states",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reasons__contained_by",
                                        [
                                            "risk-answer",
                                            "put-off",
                                            "decision-due",
                                            "rising-score",
                                            "plan-held",
                                            "review-due",
                                            "gate-open",
                                            "missed-visits",
                                            "consent-expiring",
                                        ],
                                    )
                                ),
                                name="meeting_item_has_reasons_of_ours",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteFormatEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("title", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("medication-visit", "Medication visit"),
                                        ("individual-therapy", "Individual therapy"),
                                        ("group", "Group"),
                                        ("family", "Family"),
                                        ("telephone", "Telephone"),
                                        ("team-meeting", "Team meeting"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                                verbose_name="offered for",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="place in lists")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.noteformat",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoteCosignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signed_at", models.DateTimeField(verbose_name="co-signed")),
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
                            "note",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cosignature",
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "co-signature",
                        "verbose_name_plural": "co-signatures",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="NoteAddendum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField(max_length=10000, verbose_name="addendum")),
                        ("signed_at", models.DateTimeField(verbose_name="signed")),
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
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "addendum",
                        "verbose_name_plural": "addenda",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="addendum_says_something",
                                violation_error_message="Write what you want to add.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000, verbose_name="for their own chart")),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of a group note",
                        "verbose_name_plural": "lines of group notes",
                        "ordering": ["note", "id"],
                        "indexes": [models.Index(fields=["patient", "note"], name="group_line_by_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("note", "patient"),
                                name="group_note_has_one_line_for_each",
                                violation_error_message="There is a line for this person already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CitationChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("log_entry", "log_entry"),
                                    ("review", "review"),
                                    ("dose_change", "dose_change"),
                                    ("assessment", "assessment"),
                                    ("readiness", "readiness"),
                                ],
                                max_length=20,
                                verbose_name="what",
                            ),
                        ),
                        ("row_id", models.BigIntegerField()),
                        ("is_left_out", models.BooleanField(verbose_name="left out")),
                        ("chosen_at", models.DateTimeField()),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citation_choices",
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "choice of a citation",
                        "verbose_name_plural": "choices of citations",
                        "ordering": ["note", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("what__in", ("log_entry", "review", "dose_change", "assessment", "readiness"))
                                ),
                                name="citation_choice_is_about_what_can_be_cited",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="sessionnote",
                    name="template",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_notes",
                        to="clinical_sessions.notetemplate",
                    ),
                ),
                migrations.CreateModel(
                    name="NoteTemplateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                        (
                            "format",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.noteformat",
                                verbose_name="format",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.notetemplate",
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
                    name="NoteTemplateSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("is_left_out", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sections",
                                to="clinical_sessions.notetemplate",
                                verbose_name="template",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "section of a template",
                        "verbose_name_plural": "sections of a template",
                        "ordering": ["template", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "code"),
                                name="note_section_code_once_in_a_template",
                                violation_error_message="Another section of this template has this code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="note_section_has_a_title",
                                violation_error_message="Give the section a title.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteTemplateSectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("is_left_out", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.notetemplatesection",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.notetemplate",
                                verbose_name="template",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OwnAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sealed", models.TextField(verbose_name="what they said, encrypted")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="whose",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment of oneself",
                        "verbose_name_plural": "assessments of oneself",
                        "ordering": ["user", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sealed", ""), _negated=True), name="own_assessment_says_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PsychotherapyNoteAddendum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words_sealed", models.TextField(editable=False)),
                        ("signed_at", models.DateTimeField(verbose_name="signed")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="clinical_sessions.psychotherapynote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "addendum to a psychotherapy note",
                        "verbose_name_plural": "addenda to psychotherapy notes",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words_sealed__startswith", "v1.")),
                                name="psychotherapy_note_addendum_is_encrypted",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PsychotherapyNoteChange",
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
                                    ("psychotherapy", "Psychotherapy note"),
                                    ("counselling", "Substance-use counselling note"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        ("about_on", models.DateField(verbose_name="day it is about")),
                        ("begun_at", models.DateTimeField(verbose_name="begun")),
                        ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="signed")),
                        (
                            "author",
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
                                to="clinical_sessions.psychotherapynote",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PsychotherapyNoteCopy",
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
                            "disclosure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.disclosure"
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="clinical_sessions.psychotherapynote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "copy of a psychotherapy note",
                        "verbose_name_plural": "copies of psychotherapy notes",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("note", "disclosure"), name="psychotherapy_note_is_copied_once_each_time"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Readiness",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "safety",
                            models.CharField(
                                choices=[("not-asked", "not asked"), ("enough", "enough"), ("not-yet", "not yet")],
                                default="not-asked",
                                max_length=10,
                                verbose_name="safety now",
                            ),
                        ),
                        ("safety_words", models.CharField(blank=True, max_length=200, verbose_name="about safety")),
                        (
                            "sleep",
                            models.CharField(
                                choices=[("not-asked", "not asked"), ("enough", "enough"), ("not-yet", "not yet")],
                                default="not-asked",
                                max_length=10,
                                verbose_name="sleep",
                            ),
                        ),
                        ("sleep_words", models.CharField(blank=True, max_length=200, verbose_name="about sleep")),
                        (
                            "support",
                            models.CharField(
                                choices=[("not-asked", "not asked"), ("enough", "enough"), ("not-yet", "not yet")],
                                default="not-asked",
                                max_length=10,
                                verbose_name="support",
                            ),
                        ),
                        ("support_words", models.CharField(blank=True, max_length=200, verbose_name="about support")),
                        (
                            "medication",
                            models.CharField(
                                choices=[("not-asked", "not asked"), ("enough", "enough"), ("not-yet", "not yet")],
                                default="not-asked",
                                max_length=10,
                                verbose_name="medication steady",
                            ),
                        ),
                        (
                            "medication_words",
                            models.CharField(blank=True, max_length=200, verbose_name="about medication"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                verbose_name="why go on although something is not enough yet",
                            ),
                        ),
                        (
                            "person_agrees",
                            models.CharField(
                                choices=[("not-asked", "not asked"), ("yes", "agrees"), ("not-now", "not now")],
                                default="not-asked",
                                max_length=10,
                                verbose_name="the person",
                            ),
                        ),
                        ("their_words", models.TextField(blank=True, max_length=1000, verbose_name="in their words")),
                        (
                            "therapist_agrees",
                            models.CharField(
                                choices=[("not-asked", "not asked"), ("yes", "agrees"), ("not-now", "not now")],
                                default="not-asked",
                                max_length=10,
                                verbose_name="the therapist",
                            ),
                        ),
                        (
                            "therapist_words",
                            models.CharField(blank=True, max_length=500, verbose_name="what the therapist says to it"),
                        ),
                        ("way_to_stop", models.CharField(blank=True, max_length=300, verbose_name="the way to stop")),
                        ("steps", models.TextField(blank=True, max_length=1000, verbose_name="the steps we agreed on")),
                        (
                            "allows",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(
                                            ("person_agrees", "yes"),
                                            ("safety", "enough"),
                                            ("therapist_agrees", "yes"),
                                            models.Q(("way_to_stop", ""), _negated=True),
                                            models.Q(
                                                models.Q(
                                                    ("medication", "enough"), ("sleep", "enough"), ("support", "enough")
                                                ),
                                                models.Q(("reason", ""), _negated=True),
                                                _connector="OR",
                                            ),
                                        ),
                                        then=models.Value(True),
                                    ),
                                    default=models.Value(False),
                                ),
                                output_field=models.BooleanField(),
                            ),
                        ),
                        ("looked_at", models.DateTimeField(verbose_name="looked at")),
                        (
                            "looked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="clinical_sessions.sessionnote",
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
                        "verbose_name": "readiness",
                        "verbose_name_plural": "readiness",
                        "ordering": ["patient", "-id"],
                        "indexes": [
                            models.Index(fields=["patient", "-id"], name="readiness_by_patient"),
                            models.Index(fields=["note", "-id"], name="readiness_by_note"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("medication__in", ["not-asked", "enough", "not-yet"]),
                                    ("person_agrees__in", ["not-asked", "yes", "not-now"]),
                                    ("safety__in", ["not-asked", "enough", "not-yet"]),
                                    ("sleep__in", ["not-asked", "enough", "not-yet"]),
                                    ("support__in", ["not-asked", "enough", "not-yet"]),
                                    ("therapist_agrees__in", ["not-asked", "yes", "not-now"]),
                                ),
                                name="readiness_is_answered_in_our_words",
                                violation_error_message="Choose one of the answers.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("medication", "not-asked"),
                                    ("person_agrees", "not-asked"),
                                    ("safety", "not-asked"),
                                    ("sleep", "not-asked"),
                                    ("steps", ""),
                                    ("support", "not-asked"),
                                    ("their_words", ""),
                                    ("therapist_agrees", "not-asked"),
                                    ("way_to_stop", ""),
                                    _negated=True,
                                ),
                                name="readiness_says_something",
                                violation_error_message="Nothing is filled in yet. Record what you looked at.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteCitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("cited_at", models.DateTimeField(verbose_name="cited")),
                        (
                            "assessment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.assessment",
                            ),
                        ),
                        (
                            "cited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dose_change",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medications.dosechange",
                            ),
                        ),
                        (
                            "log_entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medications.logentry",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medications.review",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                        (
                            "readiness",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.readiness",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "citation of a note",
                        "verbose_name_plural": "citations of notes",
                        "ordering": ["note", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    django.db.models.lookups.Exact(
                                        sessions.models.citation.NumNonNulls(
                                            "log_entry", "review", "dose_change", "assessment", "readiness"
                                        ),
                                        models.Value(1),
                                    )
                                ),
                                name="citation_names_one_row",
                                violation_error_message="A citation names one row of the chart.",
                            ),
                            models.UniqueConstraint(
                                fields=("note", "log_entry"), name="note_cites_each_log_entry_once"
                            ),
                            models.UniqueConstraint(fields=("note", "review"), name="note_cites_each_review_once"),
                            models.UniqueConstraint(
                                fields=("note", "dose_change"), name="note_cites_each_dose_change_once"
                            ),
                            models.UniqueConstraint(
                                fields=("note", "assessment"), name="note_cites_each_assessment_once"
                            ),
                            models.UniqueConstraint(
                                fields=("note", "readiness"), name="note_cites_each_readiness_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("is_step_free", models.BooleanField(default=False, verbose_name="step-free")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "location",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rooms",
                                to="clinical_sessions.location",
                                verbose_name="location",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "room",
                        "verbose_name_plural": "rooms",
                        "ordering": ["location", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("location", "name"),
                                name="room_name_unique_in_its_location",
                                violation_error_message="This location has a room of that name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="room_has_a_name",
                                violation_error_message="Give the room a name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("is_step_free", models.BooleanField(default=False, verbose_name="step-free")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "location",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.location",
                                verbose_name="location",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.room",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Supervision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
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
                            "supervisee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervised_by",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="whose notes are co-signed",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervises",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who co-signs",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "supervision",
                        "verbose_name_plural": "supervision",
                        "ordering": ["-starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="supervision_ends_after_it_starts",
                                violation_error_message="Supervision ends after it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("supervisee", models.F("supervisor")), _negated=True),
                                name="supervision_is_by_somebody_else",
                                violation_error_message="Somebody else co-signs.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
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
                                to="clinical_sessions.supervision",
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
                            "supervisee",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="whose notes are co-signed",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who co-signs",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupporterThere",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supporters_there",
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                        (
                            "supporter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.supporter"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "supporter in a session",
                        "verbose_name_plural": "supporters in sessions",
                        "ordering": ["note", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("note", "supporter"), name="supporter_is_in_a_note_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="what is done")),
                        ("due_on", models.DateField(verbose_name="until")),
                        ("decided_at", models.DateTimeField(verbose_name="decided")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written down by",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="clinical_sessions.meetingitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who does it",
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
                        "verbose_name": "decision of a meeting",
                        "verbose_name_plural": "decisions of meetings",
                        "ordering": ["due_on", "id"],
                        "indexes": [models.Index(fields=["patient", "-id"], name="team_decision_by_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="team_decision_says_what_is_done",
                                violation_error_message="Say what is done.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("done", "Done"),
                                    ("not-needed", "No longer needed"),
                                    ("moved", "Moved to another day"),
                                ],
                                max_length=10,
                                verbose_name="what became of it",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="in a few words")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="the new day")),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who does it",
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
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="clinical_sessions.teamdecision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome of a decision",
                        "verbose_name_plural": "outcomes of decisions",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["decision", "-id"], name="decision_outcome_by_decision")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("due_on__isnull", False), ("owner__isnull", False), ("what", "moved")),
                                    models.Q(("due_on", None), ("owner", None), ("what__in", ["done", "not-needed"])),
                                    _connector="OR",
                                ),
                                name="decision_is_moved_to_a_day_and_a_person",
                                violation_error_message="Say until when, and who does it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamMeeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_at", models.DateTimeField(verbose_name="when")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
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
                            "held_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "team meeting",
                        "verbose_name_plural": "team meetings",
                        "ordering": ["-held_at", "-id"],
                        "indexes": [models.Index(fields=["-held_at", "-id"], name="team_meeting_by_time")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("closed_by", None)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="team_meeting_is_closed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at", None), ("closed_at__gte", models.F("held_at")), _connector="OR"
                                ),
                                name="team_meeting_is_closed_after_it_began",
                                violation_error_message="A meeting is closed after it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("risk-answer", "an answer that nobody has looked at yet"),
                                        ("put-off", "put off from an earlier meeting"),
                                        ("decision-due", "something decided before has come due"),
                                        ("rising-score", "a measure got worse by more than chance"),
                                        ("plan-held", "a plan is on hold or paused"),
                                        ("review-due", "a step waits for its review"),
                                        ("gate-open", "a step is reviewed and not made yet"),
                                        ("missed-visits", "did not attend twice or more in two months"),
                                        ("consent-expiring", "a consent runs out"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=200, verbose_name="what about")),
                        ("words", models.TextField(blank=True, max_length=4000, verbose_name="what was said")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "to speak about"),
                                    ("discussed", "spoken about"),
                                    ("put-off", "put off to the next meeting"),
                                    ("not-needed", "nothing to speak about"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("added_at", models.DateTimeField(verbose_name="put on the agenda")),
                        (
                            "added_by",
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
                                to="clinical_sessions.meetingitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.teammeeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="meetingitem",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="clinical_sessions.teammeeting",
                    ),
                ),
                migrations.CreateModel(
                    name="MeetingAttendanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("present", "in the room"),
                                    ("remote", "by video or telephone"),
                                    ("regrets", "could not come"),
                                ],
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "person",
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
                                to="clinical_sessions.meetingattendance",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.teammeeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="meetingattendance",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="clinical_sessions.teammeeting",
                    ),
                ),
                migrations.CreateModel(
                    name="TechniqueEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "is_exposure",
                            models.BooleanField(default=False, verbose_name="goes near the trauma by plan"),
                        ),
                        ("is_offered", models.BooleanField(default=True, verbose_name="offered in new notes")),
                        ("position", models.PositiveSmallIntegerField(default=500, verbose_name="place in lists")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.technique",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UsualFormat",
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
                                    ("medication-visit", "Medication visit"),
                                    ("individual-therapy", "Individual therapy"),
                                    ("group", "Group"),
                                    ("family", "Family"),
                                    ("telephone", "Telephone"),
                                    ("team-meeting", "Team meeting"),
                                ],
                                max_length=20,
                                unique=True,
                                verbose_name="kind of note",
                            ),
                        ),
                        (
                            "format",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.noteformat",
                                verbose_name="format",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "usual format of a kind of note",
                        "verbose_name_plural": "usual formats of kinds of note",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "medication-visit",
                                            "individual-therapy",
                                            "group",
                                            "family",
                                            "telephone",
                                            "team-meeting",
                                        ],
                                    )
                                ),
                                name="usual_format_is_for_a_kind_we_have",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UsualFormatEvent",
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
                                    ("medication-visit", "Medication visit"),
                                    ("individual-therapy", "Individual therapy"),
                                    ("group", "Group"),
                                    ("family", "Family"),
                                    ("telephone", "Telephone"),
                                    ("team-meeting", "Team meeting"),
                                ],
                                max_length=20,
                                verbose_name="kind of note",
                            ),
                        ),
                        (
                            "format",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.noteformat",
                                verbose_name="format",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.usualformat",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                        (
                            "shares_room",
                            models.BooleanField(default=False, verbose_name="another visit may be in the room"),
                        ),
                        ("is_telehealth", models.BooleanField(default=False, verbose_name="by video or telephone")),
                        ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                        (
                            "overlap_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="why two at once"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note on arrangements")),
                        ("booked_at", models.DateTimeField(verbose_name="booked")),
                        ("moved_at", models.DateTimeField(blank=True, null=True, verbose_name="moved")),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                        (
                            "cancelled_whose",
                            models.CharField(
                                blank=True,
                                choices=[("patient", "by the patient"), ("practice", "by the practice")],
                                max_length=10,
                                verbose_name="cancelled",
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("something-came-up", "Something came up"),
                                    ("transport", "Transport"),
                                    ("childcare", "Childcare"),
                                    ("weather", "Weather"),
                                    ("clinician-away", "Clinician away"),
                                    ("booked-by-mistake", "Booked by mistake"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="why",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                        (
                            "booked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="clinical_sessions.location",
                                verbose_name="location",
                            ),
                        ),
                        (
                            "moved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="clinical_sessions.room",
                                verbose_name="room",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visit",
                        "verbose_name_plural": "visits",
                        "ordering": ["starts_at", "id"],
                        "indexes": [models.Index(fields=["starts_at", "id"], name="visit_by_time")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="visit_ends_after_it_starts",
                                violation_error_message="A visit ends after it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("room__isnull", True),
                                    models.Q(("is_telehealth", False), ("location__isnull", False)),
                                    _connector="OR",
                                ),
                                name="visit_in_a_room_is_at_a_location",
                                violation_error_message="A room belongs to a location; a visit by video or telephone has none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shares_room", False),
                                    models.Q(("room__isnull", False), models.Q(("overlap_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="visit_shares_its_room_for_a_reason",
                                violation_error_message="Say why two visits are in one room.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity__isnull", True), ("capacity__gte", 2), _connector="OR"),
                                name="group_has_two_places_at_least",
                                violation_error_message="A group has two places or more.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("moved_at__isnull", True), ("moved_by__isnull", True)),
                                    models.Q(("moved_at__isnull", False), ("moved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="visit_is_moved_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cancelled_at__isnull", True),
                                        ("cancelled_because", ""),
                                        ("cancelled_by__isnull", True),
                                        ("cancelled_whose", ""),
                                    ),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        ("cancelled_by__isnull", False),
                                        ("cancelled_whose__in", ["patient", "practice"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_is_cancelled_by_somebody",
                                violation_error_message="Say who cancelled: the patient or the practice.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamMeetingChange",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("held_at", models.DateTimeField(verbose_name="when")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
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
                            "held_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.teammeeting",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="teammeeting",
                    name="visit",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_meeting",
                        to="clinical_sessions.visit",
                    ),
                ),
                migrations.CreateModel(
                    name="SlotOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                        ("is_telehealth", models.BooleanField(default=False, verbose_name="by video or telephone")),
                        ("offered_at", models.DateTimeField(verbose_name="offered")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "They take it"),
                                    ("declined", "Declined this time"),
                                    ("not-reached", "Not reached"),
                                    ("lapsed", "The time is gone"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clinician",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.clinicianprofile",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.location",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booked_as",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                        (
                            "freed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "offer of a time",
                        "verbose_name_plural": "offers of a time",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="offer_ends_after_it_starts",
                                violation_error_message="A time ends after it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("location__isnull", False), ("is_telehealth", True), _connector="OR"
                                ),
                                name="offer_is_somewhere",
                                violation_error_message="A visit is at a location, or by video or telephone.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", "open"), ("answered_at__isnull", True), ("answered_by__isnull", True)
                                    ),
                                    models.Q(("answer", "lapsed"), ("answered_at__isnull", False)),
                                    models.Q(
                                        ("answer__in", ["accepted", "declined", "not-reached"]),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_is_answered_by_somebody",
                                violation_error_message="Choose what they said.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "accepted"), ("booked_as__isnull", False)),
                                    models.Q(
                                        models.Q(("answer", "accepted"), _negated=True), ("booked_as__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_that_is_taken_is_booked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionNoteEvent",
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
                                    ("medication-visit", "Medication visit"),
                                    ("individual-therapy", "Individual therapy"),
                                    ("group", "Group"),
                                    ("family", "Family"),
                                    ("telephone", "Telephone"),
                                    ("team-meeting", "Team meeting"),
                                ],
                                max_length=20,
                                verbose_name="kind of note",
                            ),
                        ),
                        ("began_at", models.DateTimeField(verbose_name="begun")),
                        ("took_place_from", models.DateTimeField(verbose_name="from")),
                        ("took_place_until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="where")),
                        ("present", models.CharField(blank=True, max_length=300, verbose_name="who was there")),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed")),
                        ("set_aside_at", models.DateTimeField(blank=True, null=True, verbose_name="set aside")),
                        (
                            "set_aside_because",
                            models.CharField(blank=True, max_length=200, verbose_name="why it was set aside"),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "patient",
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
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                        (
                            "set_aside_by",
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
                            "signed_by",
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
                            "template",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.notetemplate",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="sessionnote",
                    name="visit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_notes",
                        to="clinical_sessions.visit",
                    ),
                ),
                migrations.CreateModel(
                    name="BookingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False),
                        ),
                        ("is_live", models.BooleanField(default=True, editable=False)),
                        (
                            "is_deliberate_overlap",
                            models.BooleanField(default=False, verbose_name="shares the time with another visit"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("arrived", "Arrived"),
                                    ("in-room", "In the room"),
                                    ("done", "Done"),
                                    ("did-not-attend", "Did not attend"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="booked",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("status_at", models.DateTimeField(verbose_name="since")),
                        (
                            "cancelled_whose",
                            models.CharField(
                                blank=True,
                                choices=[("patient", "by the patient"), ("practice", "by the practice")],
                                max_length=10,
                                verbose_name="cancelled",
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("something-came-up", "Something came up"),
                                    ("transport", "Transport"),
                                    ("childcare", "Childcare"),
                                    ("weather", "Weather"),
                                    ("clinician-away", "Clinician away"),
                                    ("booked-by-mistake", "Booked by mistake"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="why",
                            ),
                        ),
                        ("booked_at", models.DateTimeField(verbose_name="booked")),
                        (
                            "booked_by",
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
                                to="clinical_sessions.booking",
                            ),
                        ),
                        (
                            "status_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="booking",
                    name="visit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="clinical_sessions.visit",
                    ),
                ),
                migrations.CreateModel(
                    name="VisitClinician",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False),
                        ),
                        ("is_live", models.BooleanField(default=True, editable=False)),
                        (
                            "is_deliberate_overlap",
                            models.BooleanField(default=False, verbose_name="shares the time with another visit"),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "clinician",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_clinicians",
                                to="clinical_sessions.clinicianprofile",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_clinicians",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "clinician of a visit",
                        "verbose_name_plural": "clinicians of visits",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("visit", "clinician"),
                                name="visit_has_each_clinician_once",
                                violation_error_message="This clinician is with this visit already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replaced_at__isnull", True), ("replaced_by__isnull", True)),
                                    models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="visit_clinician_is_replaced_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitClinicianEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False),
                        ),
                        ("is_live", models.BooleanField(default=True, editable=False)),
                        (
                            "is_deliberate_overlap",
                            models.BooleanField(default=False, verbose_name="shares the time with another visit"),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "clinician",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.clinicianprofile",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.visitclinician",
                            ),
                        ),
                        (
                            "replaced_by",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
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
                                    ("booked", "Booked"),
                                    ("moved", "Moved"),
                                    ("arrived", "Arrived"),
                                    ("in-room", "In the room"),
                                    ("done", "Done"),
                                    ("did-not-attend", "Did not attend"),
                                    ("cancelled", "Cancelled"),
                                    ("undone", "Taken back"),
                                    ("joined", "Joined the group"),
                                    ("left", "Left the group"),
                                    ("overlapped", "Another visit was booked at the same time"),
                                ],
                                max_length=20,
                                verbose_name="what happened",
                            ),
                        ),
                        (
                            "whose",
                            models.CharField(
                                blank=True,
                                choices=[("patient", "by the patient"), ("practice", "by the practice")],
                                max_length=10,
                                verbose_name="by whom",
                            ),
                        ),
                        (
                            "because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("something-came-up", "Something came up"),
                                    ("transport", "Transport"),
                                    ("childcare", "Childcare"),
                                    ("weather", "Weather"),
                                    ("clinician-away", "Clinician away"),
                                    ("booked-by-mistake", "Booked by mistake"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="why",
                            ),
                        ),
                        (
                            "was",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("booked", "Booked"),
                                    ("arrived", "Arrived"),
                                    ("in-room", "In the room"),
                                    ("done", "Done"),
                                    ("did-not-attend", "Did not attend"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("was_during", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, null=True)),
                        ("is_during", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, null=True)),
                        ("happened_at", models.DateTimeField(verbose_name="when")),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="what_happened",
                                to="clinical_sessions.booking",
                            ),
                        ),
                        (
                            "happened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="what_happened",
                                to="clinical_sessions.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "event of a visit",
                        "verbose_name_plural": "events of visits",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["visit", "id"], name="visit_event_by_visit")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "moved"), _negated=True),
                                    models.Q(("is_during__isnull", False), ("was_during__isnull", False)),
                                    _connector="OR",
                                ),
                                name="visit_event_of_a_move_says_from_where_to_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["cancelled", "left"]), _negated=True),
                                    models.Q(("whose", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_event_of_a_cancellation_says_by_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("every_weeks", models.PositiveSmallIntegerField(verbose_name="every how many weeks")),
                        ("count", models.PositiveSmallIntegerField(verbose_name="how many visits")),
                        ("booked_at", models.DateTimeField(verbose_name="booked")),
                        (
                            "booked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "series of visits",
                        "verbose_name_plural": "series of visits",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("every_weeks__range", (1, 12))),
                                name="series_comes_every_few_weeks",
                                violation_error_message="Visits come again after one to twelve weeks.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("count__range", (2, 52))),
                                name="series_has_a_few_visits",
                                violation_error_message="A series has two to 52 visits.",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="visit",
                    name="series",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="clinical_sessions.visitseries",
                        verbose_name="series",
                    ),
                ),
                migrations.CreateModel(
                    name="VisitChange",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                        (
                            "shares_room",
                            models.BooleanField(default=False, verbose_name="another visit may be in the room"),
                        ),
                        ("is_telehealth", models.BooleanField(default=False, verbose_name="by video or telephone")),
                        ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                        (
                            "overlap_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="why two at once"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note on arrangements")),
                        ("booked_at", models.DateTimeField(verbose_name="booked")),
                        ("moved_at", models.DateTimeField(blank=True, null=True, verbose_name="moved")),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                        (
                            "cancelled_whose",
                            models.CharField(
                                blank=True,
                                choices=[("patient", "by the patient"), ("practice", "by the practice")],
                                max_length=10,
                                verbose_name="cancelled",
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("something-came-up", "Something came up"),
                                    ("transport", "Transport"),
                                    ("childcare", "Childcare"),
                                    ("weather", "Weather"),
                                    ("clinician-away", "Clinician away"),
                                    ("booked-by-mistake", "Booked by mistake"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="why",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                        (
                            "booked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cancelled_by",
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
                            "location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.location",
                                verbose_name="location",
                            ),
                        ),
                        (
                            "moved_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.visit",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visitseries",
                                verbose_name="series",
                            ),
                        ),
                        (
                            "visit_type",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visittype",
                                verbose_name="kind",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="visit",
                    name="visit_type",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="clinical_sessions.visittype",
                        verbose_name="kind",
                    ),
                ),
                migrations.CreateModel(
                    name="MeasureScheduleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("measure", models.CharField(max_length=40, verbose_name="measure")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("once", "once"),
                                    ("every-weeks", "every few weeks"),
                                    ("before-visits", "before each visit"),
                                ],
                                max_length=15,
                                verbose_name="when",
                            ),
                        ),
                        ("begins_on", models.DateField(verbose_name="from")),
                        (
                            "every_weeks",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="every how many weeks"
                            ),
                        ),
                        ("scheduled_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
                        (
                            "ended_by",
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
                                to="clinical_sessions.measureschedule",
                            ),
                        ),
                        (
                            "scheduled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit_type",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visittype",
                                verbose_name="before which visits",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="clinicianprofile",
                    name="visit_types",
                    field=models.ManyToManyField(
                        blank=True,
                        help_text="None chosen means all of them.",
                        related_name="clinicians",
                        to="clinical_sessions.visittype",
                        verbose_name="kinds of visit",
                    ),
                ),
                migrations.CreateModel(
                    name="VisitTypeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "desk_name",
                            models.CharField(
                                help_text="Also in calendars. No word that says why somebody comes: “Long visit”, not “Therapy”.",
                                max_length=40,
                                verbose_name="name at the front desk",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                        ("is_group", models.BooleanField(default=False, verbose_name="for several patients")),
                        ("is_team_meeting", models.BooleanField(default=False, verbose_name="without patients")),
                        ("is_intake", models.BooleanField(default=False, verbose_name="first visit of an intake")),
                        (
                            "can_be_telehealth",
                            models.BooleanField(default=False, verbose_name="can be by video or telephone"),
                        ),
                        ("needs_room", models.BooleanField(default=True, verbose_name="needs a room")),
                        ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="clinical_sessions.visittype",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WaitingEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("gender", models.CharField(blank=True, max_length=40, verbose_name="gender of the clinician")),
                        (
                            "language",
                            models.CharField(blank=True, max_length=40, verbose_name="language of the clinician"),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("either", "Here or by video"),
                                    ("in-person", "Here only"),
                                    ("telehealth", "By video only"),
                                ],
                                default="either",
                                max_length=10,
                                verbose_name="here or by video",
                            ),
                        ),
                        (
                            "weekdays",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (1, "Monday"),
                                        (2, "Tuesday"),
                                        (3, "Wednesday"),
                                        (4, "Thursday"),
                                        (5, "Friday"),
                                        (6, "Saturday"),
                                        (7, "Sunday"),
                                    ]
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="days",
                            ),
                        ),
                        (
                            "parts_of_day",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("morning", "Morning"),
                                        ("afternoon", "Afternoon"),
                                        ("evening", "Evening"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="part of the day",
                            ),
                        ),
                        ("earliest_on", models.DateField(blank=True, null=True, verbose_name="not before")),
                        (
                            "notice_hours",
                            models.PositiveSmallIntegerField(default=24, verbose_name="hours they need to come"),
                        ),
                        ("since_on", models.DateField(verbose_name="waiting since")),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Usual"), (1, "Sooner"), (2, "First of all")],
                                default=0,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "priority_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("we-cancelled", "We had to cancel their last time"),
                                    ("clinician-asks", "Their clinician asks for a sooner time"),
                                    ("they-ask", "They ask for a sooner time"),
                                    ("few-times", "Few times suit them"),
                                ],
                                max_length=20,
                                verbose_name="why sooner",
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("booked", "A time is booked"),
                                    ("not-wanted", "They do not want it any more"),
                                    ("elsewhere", "They found another place"),
                                    ("not-reached", "We could not reach them"),
                                    ("by-mistake", "Entered by mistake"),
                                ],
                                max_length=20,
                                verbose_name="why they wait no longer",
                            ),
                        ),
                        (
                            "clinician",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.clinicianprofile",
                                verbose_name="with whom",
                            ),
                        ),
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
                            "entered_by",
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
                                related_name="waiting_entries",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "priority_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="clinical_sessions.visittype",
                                verbose_name="kind",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place on the waiting list",
                        "verbose_name_plural": "waiting list",
                        "ordering": ["-priority", "since_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=["-priority", "since_on", "id"],
                                name="waiting_by_turn",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=("patient", "visit_type"),
                                name="waiting_once_for_each_kind_of_visit",
                                violation_error_message="They are waiting for this kind of visit already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("priority", 0), ("priority_because", ""), ("priority_by__isnull", True)),
                                    models.Q(
                                        ("priority__gt", 0),
                                        ("priority_by__isnull", False),
                                        models.Q(("priority_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="waiting_sooner_has_a_reason_and_a_person",
                                violation_error_message="Say why they come sooner.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", True), ("closed_because", ""), ("closed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        models.Q(("closed_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="waiting_ends_with_a_reason_and_a_person",
                                violation_error_message="Say why they wait no longer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parts_of_day__contained_by", ["morning", "afternoon", "evening"]),
                                    ("weekdays__contained_by", [1, 2, 3, 4, 5, 6, 7]),
                                ),
                                name="waiting_days_and_parts_of_day_exist",
                                violation_error_message="Choose days and parts of the day from the lists.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notice_hours__lte", 672),
                                    ("priority__lte", 2),
                                    ("way__in", ["either", "in-person", "telehealth"]),
                                ),
                                name="waiting_is_told_in_our_words",
                                violation_error_message="Choose from the lists; nobody needs more than four weeks to come.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlotOfferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                        ("is_telehealth", models.BooleanField(default=False, verbose_name="by video or telephone")),
                        ("offered_at", models.DateTimeField(verbose_name="offered")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "They take it"),
                                    ("declined", "Declined this time"),
                                    ("not-reached", "Not reached"),
                                    ("lapsed", "The time is gone"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                        (
                            "answered_by",
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
                            "clinician",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.clinicianprofile",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.location",
                            ),
                        ),
                        (
                            "offered_by",
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
                                to="clinical_sessions.slotoffer",
                            ),
                        ),
                        (
                            "booked_as",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                        (
                            "freed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visit",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.waitingentry",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="slotoffer",
                    name="entry",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="clinical_sessions.waitingentry",
                    ),
                ),
                migrations.CreateModel(
                    name="WaitingEntryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("gender", models.CharField(blank=True, max_length=40, verbose_name="gender of the clinician")),
                        (
                            "language",
                            models.CharField(blank=True, max_length=40, verbose_name="language of the clinician"),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("either", "Here or by video"),
                                    ("in-person", "Here only"),
                                    ("telehealth", "By video only"),
                                ],
                                default="either",
                                max_length=10,
                                verbose_name="here or by video",
                            ),
                        ),
                        (
                            "weekdays",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (1, "Monday"),
                                        (2, "Tuesday"),
                                        (3, "Wednesday"),
                                        (4, "Thursday"),
                                        (5, "Friday"),
                                        (6, "Saturday"),
                                        (7, "Sunday"),
                                    ]
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="days",
                            ),
                        ),
                        (
                            "parts_of_day",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("morning", "Morning"),
                                        ("afternoon", "Afternoon"),
                                        ("evening", "Evening"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="part of the day",
                            ),
                        ),
                        ("earliest_on", models.DateField(blank=True, null=True, verbose_name="not before")),
                        (
                            "notice_hours",
                            models.PositiveSmallIntegerField(default=24, verbose_name="hours they need to come"),
                        ),
                        ("since_on", models.DateField(verbose_name="waiting since")),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Usual"), (1, "Sooner"), (2, "First of all")],
                                default=0,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "priority_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("we-cancelled", "We had to cancel their last time"),
                                    ("clinician-asks", "Their clinician asks for a sooner time"),
                                    ("they-ask", "They ask for a sooner time"),
                                    ("few-times", "Few times suit them"),
                                ],
                                max_length=20,
                                verbose_name="why sooner",
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("booked", "A time is booked"),
                                    ("not-wanted", "They do not want it any more"),
                                    ("elsewhere", "They found another place"),
                                    ("not-reached", "We could not reach them"),
                                    ("by-mistake", "Entered by mistake"),
                                ],
                                max_length=20,
                                verbose_name="why they wait no longer",
                            ),
                        ),
                        (
                            "clinician",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.clinicianprofile",
                                verbose_name="with whom",
                            ),
                        ),
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
                            "entered_by",
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
                                to="clinical_sessions.waitingentry",
                            ),
                        ),
                        (
                            "priority_by",
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
                            "visit_type",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="clinical_sessions.visittype",
                                verbose_name="kind",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoteText",
                    fields=[
                        (
                            "note",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="text",
                                serialize=False,
                                to="clinical_sessions.sessionnote",
                            ),
                        ),
                        ("sections", models.JSONField(blank=True, default=dict, verbose_name="sections")),
                        ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                        ("typed_in", models.CharField(blank=True, editable=False, max_length=40)),
                        ("typed_turn", models.PositiveIntegerField(default=0, editable=False)),
                        ("saved_at", models.DateTimeField(verbose_name="kept")),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=sessions.models.note.WordsOf("sections"),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "text of a note",
                        "verbose_name_plural": "texts of notes",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="note_text_by_its_words")
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="availabilityexception",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "away"), ("location__isnull", False), ("with_telehealth", True), _connector="OR"
                        ),
                        name="extra_hours_are_somewhere",
                        violation_error_message="Choose a location, or say that it is by video or telephone.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="availability",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("location__isnull", False), ("with_telehealth", True), _connector="OR"),
                        name="hours_are_somewhere",
                        violation_error_message="Choose a location, or say that it is by video or telephone.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="availability",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("clinician", "="),
                            ("weekday", "="),
                            (
                                models.Func(
                                    "from_on",
                                    "until_on",
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    django.db.models.functions.datetime.Extract("starts", "epoch"),
                                    django.db.models.functions.datetime.Extract("ends", "epoch"),
                                    function="NUMRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DecimalRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="hours_do_not_overlap",
                        violation_error_message="There are hours on that day at that time already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="supervision",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("supervisee", "="),
                            (practice.staff.models.TimeRange("starts_at", "ends_at"), "&&"),
                        ],
                        name="supervision_by_one_person_at_a_time",
                        violation_error_message="Somebody already co-signs their notes during that time.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meetingitem",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "patient"),
                        name="meeting_speaks_of_each_patient_once",
                        violation_error_message="This person is on the agenda already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meetingattendance",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "person"), name="meeting_has_each_person_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sessionnote",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("set_aside_at__isnull", True), ("visit__isnull", False)),
                        fields=("visit", "kind", "author", "patient"),
                        name="note_of_a_kind_is_begun_once_for_a_visit",
                        nulls_distinct=False,
                        violation_error_message="You have begun a note of this kind for this visit already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_live", True)),
                        fields=("visit", "patient"),
                        name="visit_has_each_patient_once",
                        violation_error_message="This person is booked for this visit already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_live", True)),
                        expressions=[
                            ("patient", "="),
                            ("during", "&&"),
                            (
                                models.Func(
                                    models.Case(
                                        models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))
                                    ),
                                    models.Case(
                                        models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))
                                    ),
                                    models.Value("[]"),
                                    function="INT8RANGE",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="patient_has_one_visit_at_a_time",
                        violation_error_message="This person has another visit at that time.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visitclinician",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_live", True)),
                        expressions=[
                            ("clinician", "="),
                            ("during", "&&"),
                            (
                                models.Func(
                                    models.Case(
                                        models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))
                                    ),
                                    models.Case(
                                        models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))
                                    ),
                                    models.Value("[]"),
                                    function="INT8RANGE",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="clinician_has_one_visit_at_a_time",
                        violation_error_message="The clinician has another visit at that time.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visit",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_at__isnull", True)),
                        expressions=[
                            ("room", "="),
                            (practice.staff.models.TimeRange("starts_at", "ends_at"), "&&"),
                            (
                                models.Func(
                                    models.Case(models.When(models.Q(("shares_room", True)), then=models.F("id"))),
                                    models.Case(models.When(models.Q(("shares_room", True)), then=models.F("id"))),
                                    models.Value("[]"),
                                    function="INT8RANGE",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="visit_is_alone_in_its_room",
                        violation_error_message="The room is taken at that time.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slotoffer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("answer", "open")),
                        fields=("entry",),
                        name="offer_one_at_a_time_for_each_person",
                        violation_error_message="They are being asked about a time already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slotoffer",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("answer", "open")),
                        expressions=[
                            ("clinician", "="),
                            (practice.staff.models.TimeRange("starts_at", "ends_at"), "&&"),
                        ],
                        name="offer_a_time_to_one_person_at_once",
                        violation_error_message="This time is being offered to somebody else just now.",
                    ),
                ),
            ],
        ),
        practice.database.operations.AddTriggers(
            triggers=[
                pgtrigger.migrations.AddTrigger(
                    model_name="location",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_locationevent" ("address", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."address", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."time_zone"); RETURN NULL;',
                            hash="81a0ecbfa86c8c93c25c028d9e52ccf91e13f570",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_450d5",
                            table="clinical_sessions_location",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="location",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_locationevent" ("address", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."address", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."time_zone"); RETURN NULL;',
                            hash="160aa5c50b5a4b28cb68268fd170ab2082535fa6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1aab",
                            table="clinical_sessions_location",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteformat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_noteformatevent" ("code", "id", "kinds", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."code", NEW."id", NEW."kinds", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="e342e5e421b07d52c5b2ce134d4d71857db784de",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_539ed",
                            table="clinical_sessions_noteformat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteformat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_noteformatevent" ("code", "id", "kinds", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."code", NEW."id", NEW."kinds", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="c2eff4380e083ce96e644dfe607b8db74ae78132",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_279a8",
                            table="clinical_sessions_noteformat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technique",
                    trigger=pgtrigger.compiler.Trigger(
                        name="technique_keeps_its_meaning",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."is_exposure" IS DISTINCT FROM (NEW."is_exposure"))',
                            func="RAISE EXCEPTION 'A technique keeps its code and what it counts as: notes rest on them. Add another one.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'technique_keeps_its_meaning';\n",
                            hash="2f7d2adcbda6a5f0e90d1c952d7648644153a1cf",
                            operation='UPDATE OF "code", "is_exposure"',
                            pgid="pgtrigger_technique_keeps_its_meaning_6dbe6",
                            table="clinical_sessions_technique",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technique",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_techniqueevent" ("code", "id", "is_exposure", "is_offered", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_exposure", NEW."is_offered", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="a2cc1f5ee1d8e06814e0fd5f96d00881ffd93aa6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_242ad",
                            table="clinical_sessions_technique",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technique",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_techniqueevent" ("code", "id", "is_exposure", "is_offered", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_exposure", NEW."is_offered", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="224afd913fc05acd5f0eaf45fe61461361f9a98f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c9d8",
                            table="clinical_sessions_technique",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visittype",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_visittypeevent" ("can_be_telehealth", "capacity", "code", "desk_name", "id", "is_active", "is_group", "is_intake", "is_team_meeting", "minutes", "name", "needs_room", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."can_be_telehealth", NEW."capacity", NEW."code", NEW."desk_name", NEW."id", NEW."is_active", NEW."is_group", NEW."is_intake", NEW."is_team_meeting", NEW."minutes", NEW."name", NEW."needs_room", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="7a7ab7e977e07fe1723114feb6061f6a368f961b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_580ff",
                            table="clinical_sessions_visittype",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visittype",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_visittypeevent" ("can_be_telehealth", "capacity", "code", "desk_name", "id", "is_active", "is_group", "is_intake", "is_team_meeting", "minutes", "name", "needs_room", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."can_be_telehealth", NEW."capacity", NEW."code", NEW."desk_name", NEW."id", NEW."is_active", NEW."is_group", NEW."is_intake", NEW."is_team_meeting", NEW."minutes", NEW."name", NEW."needs_room", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="54f4ebe2fefe03e9e03e618327133c078cb5843c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_edd99",
                            table="clinical_sessions_visittype",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_calendarfeedevent" ("id", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "token_digest", "user_id") VALUES (NEW."id", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."token_digest", NEW."user_id"); RETURN NULL;',
                            hash="57d43fb9e308bc6adbda31d7facb748cf05cf962",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2c6f9",
                            table="clinical_sessions_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."token_digest" IS DISTINCT FROM (NEW."token_digest") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                            func='INSERT INTO "clinical_sessions_calendarfeedevent" ("id", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "token_digest", "user_id") VALUES (NEW."id", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."token_digest", NEW."user_id"); RETURN NULL;',
                            hash="a02e056a8699494b4d6bbba099c5612d2ac9d906",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_04060",
                            table="clinical_sessions_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e04a480f6fa3bfcf5b95b2c2622839441518940c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ac6de",
                            table="clinical_sessions_calendarfeedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clinicianprofileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a04707e498885b34fc070b07c323f1cc3f53a601",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_787b2",
                            table="clinical_sessions_clinicianprofileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="availabilityexceptionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="327cb00bcc0ff455aabf1e249d7311727ead280d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_625b1",
                            table="clinical_sessions_availabilityexceptionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="availabilityexception",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_availabilityexceptionevent" ("clinician_id", "ends_at", "id", "kind", "location_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "starts_at", "with_telehealth", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."clinician_id", NEW."ends_at", NEW."id", NEW."kind", NEW."location_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."with_telehealth", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="46752d1947e6a7c2e092e59f240fd97dc590dad8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c7ca1",
                            table="clinical_sessions_availabilityexception",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="availabilityexception",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_availabilityexceptionevent" ("clinician_id", "ends_at", "id", "kind", "location_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "starts_at", "with_telehealth", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."clinician_id", NEW."ends_at", NEW."id", NEW."kind", NEW."location_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."with_telehealth", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="0c462479647b8e48ddb9905d91375f692dc31935",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6b5c2",
                            table="clinical_sessions_availabilityexception",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="availabilityevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ee4df159f48ebc91b6cb0cd549b62e4db38ebd5c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_76553",
                            table="clinical_sessions_availabilityevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="availability",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_availabilityevent" ("clinician_id", "ends", "from_on", "id", "location_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "starts", "until_on", "weekday", "with_telehealth") VALUES (NEW."clinician_id", NEW."ends", NEW."from_on", NEW."id", NEW."location_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."starts", NEW."until_on", NEW."weekday", NEW."with_telehealth"); RETURN NULL;',
                            hash="0b2347f2c006836b750c327cd20a2719518e26f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_015aa",
                            table="clinical_sessions_availability",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="availability",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_availabilityevent" ("clinician_id", "ends", "from_on", "id", "location_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "starts", "until_on", "weekday", "with_telehealth") VALUES (NEW."clinician_id", NEW."ends", NEW."from_on", NEW."id", NEW."location_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."starts", NEW."until_on", NEW."weekday", NEW."with_telehealth"); RETURN NULL;',
                            hash="97b80f94cf470b04d01b4992c50cb593d38c4ec9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2861",
                            table="clinical_sessions_availability",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="locationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc0de7ea0fb60a529e37f8fb0420df30c17aede8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4a5ce",
                            table="clinical_sessions_locationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteformatevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0b9465240a6629beccb4fa9d78a53550005fb426",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e2074",
                            table="clinical_sessions_noteformatevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteframe",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frame_is_locked_with_its_note",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE; of_note bigint;",
                            func="-- Not FOR SHARE: signing writes to the note afterwards, and two who share it would wait for each other.\nIF TG_OP = 'DELETE' THEN of_note := OLD.note_id; ELSE of_note := NEW.note_id; END IF;\nSELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = of_note FOR NO KEY UPDATE;\nIF note.signed_at IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.note_id <> NEW.note_id THEN\n    RAISE EXCEPTION 'a signed note stays as it was signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';\nEND IF;\nIF note.set_aside_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                            hash="e32cc8bbc15ea18b7e8f9327c9fadd765c2a8753",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_frame_is_locked_with_its_note_d4924",
                            table="clinical_sessions_noteframe",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteframe",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frame_names_techniques_we_have",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (\n    SELECT FROM unnest(NEW.techniques) AS named (code)\n    WHERE NOT EXISTS (SELECT FROM clinical_sessions_technique known WHERE known.code = named.code)\n) THEN\n    RAISE EXCEPTION 'A technique is chosen from the list.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'frame_names_techniques_we_have';\nEND IF;\nRETURN NEW;\n",
                            hash="15f21584397150bfd301febf791f8ab3721b54a5",
                            operation='INSERT OR UPDATE OF "techniques"',
                            pgid="pgtrigger_frame_names_techniques_we_have_ad06e",
                            table="clinical_sessions_noteframe",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notecosignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="cosignature_is_the_supervisors",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE;",
                            func="SELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = NEW.note_id;\nIF note.signed_at IS NULL OR NEW.signed_at < note.signed_at\n    OR NEW.signed_at > clock_timestamp() + interval '5 seconds' THEN\n    RAISE EXCEPTION 'a co-signature follows a signed note'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'cosignature_follows_a_signed_note';\nEND IF;\n-- Whoever was the supervisor when it was signed, or is now, as people leave.\nIF NEW.signed_by_id = note.author_id OR NOT EXISTS (\n    SELECT FROM clinical_sessions_supervision AS supervision\n    WHERE supervision.supervisee_id = note.author_id AND supervision.supervisor_id = NEW.signed_by_id\n        AND (tstzrange(supervision.starts_at, supervision.ends_at) @> note.signed_at\n            OR tstzrange(supervision.starts_at, supervision.ends_at) @> NEW.signed_at)) THEN\n    RAISE EXCEPTION 'the supervisor of whoever signed co-signs'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'cosignature_is_the_supervisors';\nEND IF;\nRETURN NEW;\n",
                            hash="f66f5388b9b8aa222aa5ae62b8b915338000da94",
                            operation="INSERT",
                            pgid="pgtrigger_cosignature_is_the_supervisors_68ba7",
                            table="clinical_sessions_notecosignature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="addendum_follows_a_signed_note",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE;",
                            func="SELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = NEW.note_id;\nIF note.signed_at IS NULL OR NEW.signed_at < note.signed_at THEN\n    RAISE EXCEPTION 'an addendum follows a signed note'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'addendum_follows_a_signed_note';\nEND IF;\nIF NEW.signed_at > clock_timestamp() + interval '5 seconds' THEN\n    RAISE EXCEPTION 'an addendum is not signed in the future'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_is_not_signed_in_the_future';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nRETURN NEW;\n",
                            hash="7fa919aac1287ecd88ccd55d1990db54ddae88ff",
                            operation="INSERT",
                            pgid="pgtrigger_addendum_follows_a_signed_note_008de",
                            table="clinical_sessions_noteaddendum",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="group_line_is_locked_with_its_note",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE; of_note bigint;",
                            func="-- Not FOR SHARE: signing writes to the note afterwards, and two who share it would wait for each other.\nIF TG_OP = 'DELETE' THEN of_note := OLD.note_id; ELSE of_note := NEW.note_id; END IF;\nSELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = of_note FOR NO KEY UPDATE;\nIF note.signed_at IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.note_id <> NEW.note_id THEN\n    RAISE EXCEPTION 'a signed note stays as it was signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';\nEND IF;\nIF note.set_aside_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                            hash="e3a5618aa0d42370246dd4fbde4a7ebde7a96e9a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_group_line_is_locked_with_its_note_d6c28",
                            table="clinical_sessions_groupline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="line_is_of_a_group",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NOT EXISTS (SELECT FROM clinical_sessions_sessionnote WHERE id = NEW.note_id AND kind = 'group')\n    OR (TG_OP = 'UPDATE' AND OLD.patient_id <> NEW.patient_id) THEN\n    RAISE EXCEPTION 'Lines of members belong to group notes, and stay with their person.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'line_is_of_a_group';\nEND IF;\nRETURN NEW;\n",
                            hash="22422800d9b38492ba8cb02852180c8b8bf4c4b7",
                            operation='INSERT OR UPDATE OF "patient_id"',
                            pgid="pgtrigger_line_is_of_a_group_6934d",
                            table="clinical_sessions_groupline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="published_note_template_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."published_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'A published template stays as it is: write the next version.'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'published_note_template_stays';\n",
                            hash="05611b12916398d3f410ab5ad02e2ee515e5f7a9",
                            operation="UPDATE",
                            pgid="pgtrigger_published_note_template_stays_283c2",
                            table="clinical_sessions_notetemplate",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_notetemplateevent" ("format_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "written_at", "written_by_id") VALUES (NEW."format_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="0d95a993857e55b62249989f95cca1fce226b57f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ae96",
                            table="clinical_sessions_notetemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_notetemplateevent" ("format_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "written_at", "written_by_id") VALUES (NEW."format_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="b4722de4cc09220c996b4ed29dc62ee0922d6add",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b8b35",
                            table="clinical_sessions_notetemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="942251a8b51e1cdeb87bce39107477c693f4ce8b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_28b77",
                            table="clinical_sessions_notetemplateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplatesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="section_of_published_note_template_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (\n    SELECT FROM clinical_sessions_notetemplate WHERE id = NEW.template_id AND published_at IS NOT NULL FOR SHARE\n) OR (TG_OP = 'UPDATE' AND OLD.template_id <> NEW.template_id) THEN\n    RAISE EXCEPTION 'A published template stays as it is: write the next version.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'published_note_template_stays';\nEND IF;\nRETURN NEW;\n",
                            hash="bd39f6cbecd8e9bb3ef93d743e374709faacf67c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_section_of_published_note_template_stays_07284",
                            table="clinical_sessions_notetemplatesection",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplatesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_notetemplatesectionevent" ("code", "hint", "id", "is_left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id", "title") VALUES (NEW."code", NEW."hint", NEW."id", NEW."is_left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."template_id", NEW."title"); RETURN NULL;',
                            hash="ec0382cda213bc48b65862f2385a2b28b2537b08",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_493c5",
                            table="clinical_sessions_notetemplatesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplatesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_notetemplatesectionevent" ("code", "hint", "id", "is_left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id", "title") VALUES (NEW."code", NEW."hint", NEW."id", NEW."is_left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."template_id", NEW."title"); RETURN NULL;',
                            hash="148f9b4fa9b0cecbb4e572c540354dd791a7e20c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a910e",
                            table="clinical_sessions_notetemplatesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplatesectionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b18009758dc7f844266f2e180856dfbd11598e5d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f37ee",
                            table="clinical_sessions_notetemplatesectionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynotewords",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_of_a_signed_psychotherapy_note_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="-- The note is held, so that it cannot be signed while its words are changed.\nPERFORM FROM clinical_sessions_psychotherapynote note WHERE note.id = NEW.note_id AND note.signed_at IS NULL FOR SHARE;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'the words of a signed psychotherapy note stay'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'words_of_a_signed_psychotherapy_note_stay';\nEND IF;\nIF TG_OP = 'UPDATE' AND (NEW.note_id <> OLD.note_id OR NEW.revision <= OLD.revision) THEN\n    RAISE EXCEPTION 'words belong to their note, and each keeping counts one more'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'words_of_a_psychotherapy_note_are_counted';\nEND IF;\nRETURN NEW;\n",
                            hash="a1e5f46419d1faf8fc8a16d3df8a5d073551e10d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_words_of_a_signed_psychotherapy_note_stay_8fd1b",
                            table="clinical_sessions_psychotherapynotewords",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="psychotherapy_note_is_only_signed_and_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF OLD.signed_at IS NOT NULL OR NEW.signed_at IS NULL\n    OR to_jsonb(NEW) - 'signed_at' IS DISTINCT FROM to_jsonb(OLD) - 'signed_at'\nTHEN\n    RAISE EXCEPTION 'a psychotherapy note is only ever signed, once'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_only_signed_and_once';\nEND IF;\nIF NOT EXISTS (\n    SELECT FROM clinical_sessions_psychotherapynotewords words WHERE words.note_id = NEW.id AND words.words_sealed <> '')\nTHEN\n    RAISE EXCEPTION 'a psychotherapy note is signed with words'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_signed_with_words';\nEND IF;\nRETURN NEW;\n",
                            hash="2516b2dc15bc90d370e07b8f8d0a1fff099b8ab5",
                            operation="UPDATE",
                            pgid="pgtrigger_psychotherapy_note_is_only_signed_and_once_3528e",
                            table="clinical_sessions_psychotherapynote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_psychotherapynotechange" ("about_on", "author_id", "begun_at", "id", "kind", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at") VALUES (NEW."about_on", NEW."author_id", NEW."begun_at", NEW."id", NEW."kind", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."signed_at"); RETURN NULL;',
                            hash="14dcccbd5987b90d8905b6839a9951c63e697255",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_882c4",
                            table="clinical_sessions_psychotherapynote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_psychotherapynotechange" ("about_on", "author_id", "begun_at", "id", "kind", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at") VALUES (NEW."about_on", NEW."author_id", NEW."begun_at", NEW."id", NEW."kind", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."signed_at"); RETURN NULL;',
                            hash="6b01af764135bebd56105b5fb49457b50af1054a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66336",
                            table="clinical_sessions_psychotherapynote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynoteaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="psychotherapy_note_is_added_to_once_signed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM FROM clinical_sessions_psychotherapynote note WHERE note.id = NEW.note_id AND note.signed_at <= NEW.signed_at;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'a psychotherapy note is added to once it is signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_added_to_once_signed';\nEND IF;\nRETURN NEW;\n",
                            hash="94ad0399d825c683e48391cbf0741dd6be44f3c2",
                            operation="INSERT",
                            pgid="pgtrigger_psychotherapy_note_is_added_to_once_signed_bbffa",
                            table="clinical_sessions_psychotherapynoteaddendum",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynotechange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="83a5d3566897ec15e9c8a6d399d74f1b0fa8d61f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4e83",
                            table="clinical_sessions_psychotherapynotechange",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="psychotherapynotecopy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="psychotherapy_note_is_copied_by_its_author",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM FROM clinical_sessions_psychotherapynote note\nJOIN patients_disclosure told ON told.id = NEW.disclosure_id AND told.patient_id = note.patient_id\n    AND told.disclosed_by_id = note.author_id\n    AND told.what = ARRAY[CASE note.kind WHEN 'psychotherapy' THEN 'psychotherapy-notes' ELSE 'counselling-notes' END]::varchar[]\nWHERE note.id = NEW.note_id AND note.signed_at IS NOT NULL;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'a copy is given by the author, on an authorisation of such notes'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_copied_by_its_author';\nEND IF;\nRETURN NEW;\n",
                            hash="c2e2fc43924d177849f9497e462017d94e85e2c6",
                            operation="INSERT",
                            pgid="pgtrigger_psychotherapy_note_is_copied_by_its_author_f9d26",
                            table="clinical_sessions_psychotherapynotecopy",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="readiness",
                    trigger=pgtrigger.compiler.Trigger(
                        name="readiness_fits_its_note",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."note_id" IS NOT NULL)',
                            func="-- Readiness belongs to a draft about the same person, by whoever writes that note. The lock makes signing wait.\nIF NOT EXISTS (\n    SELECT FROM clinical_sessions_sessionnote note\n    WHERE note.id = NEW.note_id AND note.patient_id = NEW.patient_id AND note.author_id = NEW.looked_by_id\n        AND note.signed_at IS NULL AND note.set_aside_at IS NULL\n    FOR NO KEY UPDATE\n) THEN\n    RAISE EXCEPTION 'Readiness belongs to your own draft about the same person.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'readiness_fits_its_note';\nEND IF;\nRETURN NEW;\n",
                            hash="75085a313042857a4e39ba51bada004ca14addcf",
                            operation="INSERT",
                            pgid="pgtrigger_readiness_fits_its_note_5ec51",
                            table="clinical_sessions_readiness",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="citation_is_about_the_notes_patient",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE; whose bigint;",
                            func="-- Held until the end of the transaction, so that nobody signs the note meanwhile.\nSELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = NEW.note_id FOR NO KEY UPDATE;\nIF note.signed_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a signed note stays as it is'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_is_written_before_the_signature';\nEND IF;\nwhose := COALESCE(\n    (SELECT patient_id FROM medications_logentry WHERE id = NEW.log_entry_id),\n    (SELECT plan.patient_id FROM medications_review review\n     JOIN medications_titrationplan plan ON plan.id = review.plan_id WHERE review.id = NEW.review_id),\n    (SELECT patient_id FROM medications_dosechange WHERE id = NEW.dose_change_id),\n    (SELECT patient_id FROM patients_assessment WHERE id = NEW.assessment_id),\n    (SELECT patient_id FROM clinical_sessions_readiness WHERE id = NEW.readiness_id));\nIF whose IS DISTINCT FROM note.patient_id OR note.patient_id IS NULL THEN\n    RAISE EXCEPTION 'a note cites what is about its own patient'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_is_about_the_notes_patient';\nEND IF;\nRETURN NEW;\n",
                            hash="dafdc460d99fe06e64dc5c25efcf87cb8f92c267",
                            operation="INSERT",
                            pgid="pgtrigger_citation_is_about_the_notes_patient_ad485",
                            table="clinical_sessions_notecitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_roomevent" ("id", "is_active", "is_step_free", "location_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_active", NEW."is_step_free", NEW."location_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="b5050a3374c78838f78b6f191f12a839445ee46c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_56a05",
                            table="clinical_sessions_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_roomevent" ("id", "is_active", "is_step_free", "location_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_active", NEW."is_step_free", NEW."location_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="f3ecddf8770c1e0a7588d8fd32fd2c15632045a1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f195b",
                            table="clinical_sessions_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roomevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="945a854cdd7498c2c4aefa8d901d9d3ff8e2b9c2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a81e7",
                            table="clinical_sessions_roomevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_supervisionevent" ("ends_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "starts_at", "supervisee_id", "supervisor_id") VALUES (NEW."ends_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."supervisee_id", NEW."supervisor_id"); RETURN NULL;',
                            hash="01d849d0534472ec424f278b3133be6977165b91",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7b9e1",
                            table="clinical_sessions_supervision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_supervisionevent" ("ends_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "starts_at", "supervisee_id", "supervisor_id") VALUES (NEW."ends_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_at", NEW."supervisee_id", NEW."supervisor_id"); RETURN NULL;',
                            hash="ec6a313d85836802fc0b9974aa3cc6a6e3894bed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_381af",
                            table="clinical_sessions_supervision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="434541175b69f372de3bd8bda66a69ecc3372788",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ba42d",
                            table="clinical_sessions_supervisionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supporterthere",
                    trigger=pgtrigger.compiler.Trigger(
                        name="supporter_there_is_locked_with_its_note",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE; of_note bigint;",
                            func="-- Not FOR SHARE: signing writes to the note afterwards, and two who share it would wait for each other.\nIF TG_OP = 'DELETE' THEN of_note := OLD.note_id; ELSE of_note := NEW.note_id; END IF;\nSELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = of_note FOR NO KEY UPDATE;\nIF note.signed_at IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.note_id <> NEW.note_id THEN\n    RAISE EXCEPTION 'a signed note stays as it was signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';\nEND IF;\nIF note.set_aside_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                            hash="88f56dca21d0de220af71b397c3e1ddfd4d6c736",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_supporter_there_is_locked_with_its_note_55c8a",
                            table="clinical_sessions_supporterthere",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supporterthere",
                    trigger=pgtrigger.compiler.Trigger(
                        name="supporter_is_the_patients",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NOT EXISTS (\n    SELECT FROM clinical_sessions_sessionnote note JOIN patients_supporter supporter USING (patient_id)\n    WHERE note.id = NEW.note_id AND supporter.id = NEW.supporter_id AND note.kind = 'family'\n) OR (TG_OP = 'UPDATE' AND OLD.supporter_id <> NEW.supporter_id) THEN\n    RAISE EXCEPTION 'In a family session there are supporters of the person whom the note is about.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'supporter_is_the_patients';\nEND IF;\nRETURN NEW;\n",
                            hash="d0c6059d1cddeca4be5e227bed48c5844dc2fc01",
                            operation='INSERT OR UPDATE OF "supporter_id"',
                            pgid="pgtrigger_supporter_is_the_patients_32327",
                            table="clinical_sessions_supporterthere",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teamdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="team_decision_is_made_in_an_open_meeting",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM FROM clinical_sessions_meetingitem item\nJOIN clinical_sessions_teammeeting meeting ON meeting.id = item.meeting_id AND meeting.closed_at IS NULL\nWHERE item.id = NEW.item_id AND item.patient_id = NEW.patient_id FOR SHARE OF meeting;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'a decision is made in an open meeting, about the patient of its item'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_decision_is_made_in_an_open_meeting';\nEND IF;\nRETURN NEW;\n",
                            hash="fd43fe3cc1f5b65b35c287aea1086c158c259041",
                            operation="INSERT",
                            pgid="pgtrigger_team_decision_is_made_in_an_open_meeting_e9d39",
                            table="clinical_sessions_teamdecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionoutcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="decision_ends_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="-- Two at once wait for each other here.\nPERFORM pg_advisory_xact_lock(hashtextextended('team decision ' || NEW.decision_id, 0));\nIF EXISTS (\n    SELECT FROM clinical_sessions_decisionoutcome outcome\n    WHERE outcome.decision_id = NEW.decision_id AND outcome.what <> 'moved')\nTHEN\n    RAISE EXCEPTION 'a decision ends once'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_ends_once';\nEND IF;\nRETURN NEW;\n",
                            hash="f15d51992b9abb68b421466142ac54f86b04a4a6",
                            operation="INSERT",
                            pgid="pgtrigger_decision_ends_once_28a67",
                            table="clinical_sessions_decisionoutcome",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingitemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e32002f173c154e0e82b3e40b6255e4d4c0b95c1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_340de",
                            table="clinical_sessions_meetingitemevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="item_is_written_while_the_meeting_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="-- The meeting is held, so that it cannot be closed meanwhile.\nPERFORM FROM clinical_sessions_teammeeting meeting WHERE meeting.id = NEW.meeting_id AND meeting.closed_at IS NULL FOR SHARE;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'a closed meeting stays as it is'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_meeting_stays_closed';\nEND IF;\nRETURN NEW;\n",
                            hash="793075e32920f62f98bd13197626e83f8f0ad2d4",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_item_is_written_while_the_meeting_is_open_21eaa",
                            table="clinical_sessions_meetingitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_meetingitemevent" ("added_at", "added_by_id", "because", "id", "meeting_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "state", "words") VALUES (NEW."added_at", NEW."added_by_id", NEW."because", NEW."id", NEW."meeting_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reasons", NEW."state", NEW."words"); RETURN NULL;',
                            hash="45264e0c8a046aa86858132a6ddebbda5dba9164",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9aed3",
                            table="clinical_sessions_meetingitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_meetingitemevent" ("added_at", "added_by_id", "because", "id", "meeting_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "state", "words") VALUES (NEW."added_at", NEW."added_by_id", NEW."because", NEW."id", NEW."meeting_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reasons", NEW."state", NEW."words"); RETURN NULL;',
                            hash="5c7f05a35755643fe13ef65bc96d58337cb73472",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_11e6f",
                            table="clinical_sessions_meetingitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingattendanceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b14809016ce116a10a26e8229d62c10b8ab82d41",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cb717",
                            table="clinical_sessions_meetingattendanceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="attendance_is_written_while_the_meeting_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="-- The meeting is held, so that it cannot be closed meanwhile.\nPERFORM FROM clinical_sessions_teammeeting meeting WHERE meeting.id = NEW.meeting_id AND meeting.closed_at IS NULL FOR SHARE;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'a closed meeting stays as it is'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_meeting_stays_closed';\nEND IF;\nRETURN NEW;\n",
                            hash="850de9603bc06f2ac4c5ec7e6fe3fd5f9d01ef77",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_attendance_is_written_while_the_meeting_is_open_38ac9",
                            table="clinical_sessions_meetingattendance",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_meetingattendanceevent" ("how", "id", "meeting_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."how", NEW."id", NEW."meeting_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="6302792949e4c81236760ff798cc49361209f01b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_af467",
                            table="clinical_sessions_meetingattendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_meetingattendanceevent" ("how", "id", "meeting_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."how", NEW."id", NEW."meeting_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="097733a00cc54f88dfef42403b816278f40a08d9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b200",
                            table="clinical_sessions_meetingattendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="techniqueevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e47d2fb87dadc1225a3227aa75a2252fcff9f830",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_00097",
                            table="clinical_sessions_techniqueevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usualformat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_usualformatevent" ("format_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."format_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="2863bab81a7ffc5712adbb7c1d4aa37fd6390dc7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aafdd",
                            table="clinical_sessions_usualformat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usualformat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_usualformatevent" ("format_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."format_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="593e755057dba12684309fdf63d35bbcf7419f73",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2990d",
                            table="clinical_sessions_usualformat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usualformatevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d155bdc6625682101587c5c0f984bb3550dbbc66",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0bc4b",
                            table="clinical_sessions_usualformatevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammeetingchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="836a256f2d09c05a948626ba445ddeec1bf10798",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_231c9",
                            table="clinical_sessions_teammeetingchange",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammeeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="team_meeting_stays_closed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closed_at" IS NOT NULL)',
                            func="\n                    RAISE EXCEPTION 'a closed meeting stays as it is'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_meeting_stays_closed';\n                ",
                            hash="3f881ec92ec92de0288475234a2fbd8f0afa566c",
                            operation="UPDATE",
                            pgid="pgtrigger_team_meeting_stays_closed_8d473",
                            table="clinical_sessions_teammeeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammeeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_teammeetingchange" ("closed_at", "closed_by_id", "held_at", "held_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."held_at", NEW."held_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."visit_id"); RETURN NULL;',
                            hash="d5575156a416114c87b01ef6f74e3538a99b2417",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_45ddd",
                            table="clinical_sessions_teammeeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammeeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_teammeetingchange" ("closed_at", "closed_by_id", "held_at", "held_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "visit_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."held_at", NEW."held_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."visit_id"); RETURN NULL;',
                            hash="f87e67cdb1a5bdb2e5dd01b7a60290a306ce6726",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_877b9",
                            table="clinical_sessions_teammeeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionnoteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="84bc34185f84094b004dec94bacd845abedaeb6f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a35ba",
                            table="clinical_sessions_sessionnoteevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="note_is_begun_as_a_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.signed_at IS NOT NULL OR NEW.set_aside_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a note begins as a draft'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_begins_as_a_draft';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = NEW.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nRETURN NEW;\n",
                            hash="59f6ddbe1968696a86c6a57c26ddbb68249581d6",
                            operation="INSERT",
                            pgid="pgtrigger_note_is_begun_as_a_draft_3caa7",
                            table="clinical_sessions_sessionnote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="note_is_only_signed_and_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF OLD.signed_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a signed note stays as it was signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';\nEND IF;\nIF (NEW.id, NEW.kind, NEW.patient_id, NEW.visit_id, NEW.template_id, NEW.author_id, NEW.began_at)\n    IS DISTINCT FROM (OLD.id, OLD.kind, OLD.patient_id, OLD.visit_id, OLD.template_id, OLD.author_id, OLD.began_at) THEN\n    RAISE EXCEPTION 'a note stays what it was begun as'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_what_it_was_begun_as';\nEND IF;\nIF OLD.set_aside_at IS NOT NULL AND NEW.set_aside_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = NEW.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nIF NEW.signed_at > clock_timestamp() + interval '5 seconds' THEN\n    RAISE EXCEPTION 'a note is not signed in the future'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_is_not_signed_in_the_future';\nEND IF;\nRETURN NEW;\n",
                            hash="f20ed5899a2798ddb6945ab019eed2ef1ce458bb",
                            operation="UPDATE",
                            pgid="pgtrigger_note_is_only_signed_and_once_1afaf",
                            table="clinical_sessions_sessionnote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_sessionnoteevent" ("author_id", "began_at", "id", "kind", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "set_aside_at", "set_aside_because", "set_aside_by_id", "signed_at", "signed_by_id", "template_id", "took_place_from", "took_place_until", "visit_id") VALUES (NEW."author_id", NEW."began_at", NEW."id", NEW."kind", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."present", NEW."set_aside_at", NEW."set_aside_because", NEW."set_aside_by_id", NEW."signed_at", NEW."signed_by_id", NEW."template_id", NEW."took_place_from", NEW."took_place_until", NEW."visit_id"); RETURN NULL;',
                            hash="cab6535982aa60facb3d2273b9a7597f8fab5b8b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_46af1",
                            table="clinical_sessions_sessionnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_sessionnoteevent" ("author_id", "began_at", "id", "kind", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "set_aside_at", "set_aside_because", "set_aside_by_id", "signed_at", "signed_by_id", "template_id", "took_place_from", "took_place_until", "visit_id") VALUES (NEW."author_id", NEW."began_at", NEW."id", NEW."kind", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."present", NEW."set_aside_at", NEW."set_aside_because", NEW."set_aside_by_id", NEW."signed_at", NEW."signed_by_id", NEW."template_id", NEW."took_place_from", NEW."took_place_until", NEW."visit_id"); RETURN NULL;',
                            hash="9169aa4344f5764891f79b14c97d4f880dda2606",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a58d6",
                            table="clinical_sessions_sessionnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="planned_work_waits_for_readiness",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."signed_at" IS NOT NULL AND OLD."signed_at" IS NULL)',
                            func="-- Exposure work that did not come up by itself needs readiness that allowed it, as last looked at in this note, or the\n-- plain truth about why not: sessions.rules.near_trauma says the same.\nIF EXISTS (\n    SELECT FROM clinical_sessions_noteframe frame\n    WHERE frame.note_id = NEW.id AND frame.near_trauma <> 'came-up-by-itself' AND btrim(frame.without_readiness) = ''\n        AND EXISTS (\n            SELECT FROM clinical_sessions_technique technique\n            WHERE technique.code = ANY (frame.techniques) AND technique.is_exposure)\n        AND NOT coalesce((\n            SELECT looked.allows FROM clinical_sessions_readiness looked\n            WHERE looked.note_id = NEW.id ORDER BY looked.id DESC LIMIT 1), FALSE)\n) THEN\n    RAISE EXCEPTION 'Planned work near the trauma needs readiness that was looked at, or a word on why it was not.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_work_waits_for_readiness';\nEND IF;\nRETURN NEW;\n",
                            hash="a655da06d8f8cde44f8d842129e73517f16c1611",
                            operation='UPDATE OF "signed_at"',
                            pgid="pgtrigger_planned_work_waits_for_readiness_78a3b",
                            table="clinical_sessions_sessionnote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="bookingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2d6c25187b7bf4f4bd3a04036eba7573980ecd17",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_62c6a",
                            table="clinical_sessions_bookingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="booking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="booking_follows_its_visit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE visit clinical_sessions_visit%ROWTYPE;",
                            func="-- One at a time, so that two people do not take the last place of a group.\nSELECT * INTO STRICT visit FROM clinical_sessions_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;\nNEW.during := tstzrange(visit.starts_at, visit.ends_at);\nNEW.is_live := visit.cancelled_at IS NULL AND NEW.status <> 'cancelled';\nIF NEW.is_live AND NEW.is_deliberate_overlap AND visit.overlap_reason = '' THEN\n    RAISE EXCEPTION 'an overlap has a reason'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_overlap_has_a_reason';\nEND IF;\nIF NEW.is_live AND visit.capacity <= (\n        SELECT count(*) FROM clinical_sessions_booking AS other\n        WHERE other.visit_id = NEW.visit_id AND other.is_live AND other.id <> NEW.id) THEN\n    RAISE EXCEPTION 'the group is full'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'group_has_room_for_everybody';\nEND IF;\nRETURN NEW;\n",
                            hash="a9bc6c4105d52e4d1ee77a33dc575c89cdc467af",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_booking_follows_its_visit_2344a",
                            table="clinical_sessions_booking",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="booking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_bookingevent" ("booked_at", "booked_by_id", "cancelled_because", "cancelled_whose", "during", "id", "is_deliberate_overlap", "is_live", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "status_at", "status_by_id", "visit_id") VALUES (NEW."booked_at", NEW."booked_by_id", NEW."cancelled_because", NEW."cancelled_whose", NEW."during", NEW."id", NEW."is_deliberate_overlap", NEW."is_live", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."status_at", NEW."status_by_id", NEW."visit_id"); RETURN NULL;',
                            hash="26480f49ca61d4fef6d57b982bc8939b008826ab",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e676c",
                            table="clinical_sessions_booking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="booking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_bookingevent" ("booked_at", "booked_by_id", "cancelled_because", "cancelled_whose", "during", "id", "is_deliberate_overlap", "is_live", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "status_at", "status_by_id", "visit_id") VALUES (NEW."booked_at", NEW."booked_by_id", NEW."cancelled_because", NEW."cancelled_whose", NEW."during", NEW."id", NEW."is_deliberate_overlap", NEW."is_live", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."status_at", NEW."status_by_id", NEW."visit_id"); RETURN NULL;',
                            hash="be78ee2fa770e9be69ada9bfa319fd441dba7914",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72122",
                            table="clinical_sessions_booking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitclinician",
                    trigger=pgtrigger.compiler.Trigger(
                        name="visit_clinician_follows_its_visit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE visit clinical_sessions_visit%ROWTYPE;",
                            func="-- So that the visit does not move between this look and the end of the transaction. Not FOR SHARE: two who share it\n-- and then write to it would wait for each other.\nSELECT * INTO STRICT visit FROM clinical_sessions_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;\nNEW.during := tstzrange(visit.starts_at, visit.ends_at);\nNEW.is_live := visit.cancelled_at IS NULL AND NEW.replaced_at IS NULL;\nIF NEW.is_live AND NEW.is_deliberate_overlap AND visit.overlap_reason = '' THEN\n    RAISE EXCEPTION 'an overlap has a reason'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_overlap_has_a_reason';\nEND IF;\nRETURN NEW;\n",
                            hash="6e11f6ef5cd97a1c5dc823d5a3365e26e44ba6e1",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_visit_clinician_follows_its_visit_9e317",
                            table="clinical_sessions_visitclinician",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitclinician",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_visitclinicianevent" ("clinician_id", "during", "id", "is_deliberate_overlap", "is_live", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "replaced_by_id", "visit_id") VALUES (NEW."clinician_id", NEW."during", NEW."id", NEW."is_deliberate_overlap", NEW."is_live", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replaced_at", NEW."replaced_by_id", NEW."visit_id"); RETURN NULL;',
                            hash="c696e55235433ca48940c73fe2ebdca9bbfaf74b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85e3e",
                            table="clinical_sessions_visitclinician",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitclinician",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_visitclinicianevent" ("clinician_id", "during", "id", "is_deliberate_overlap", "is_live", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "replaced_by_id", "visit_id") VALUES (NEW."clinician_id", NEW."during", NEW."id", NEW."is_deliberate_overlap", NEW."is_live", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replaced_at", NEW."replaced_by_id", NEW."visit_id"); RETURN NULL;',
                            hash="2b94131b0f4a416d98cf29fc6460ea856a0a3247",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_be650",
                            table="clinical_sessions_visitclinician",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitclinicianevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b876d32edbd283605f71323e73858299eeb697b2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b9634",
                            table="clinical_sessions_visitclinicianevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="182930189dfff5d3e2eaedffed40a01fe18b9ea7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_addbb",
                            table="clinical_sessions_visitchange",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="visit_takes_its_parts_along",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="-- Their own triggers read the new time, and the exclusion constraints look at it again.\nUPDATE clinical_sessions_visitclinician SET visit_id = visit_id WHERE visit_id = NEW.id AND is_live;\nUPDATE clinical_sessions_booking SET visit_id = visit_id WHERE visit_id = NEW.id AND is_live;\nRETURN NULL;\n",
                            hash="3425c246a60395ec912c0a47038941eef337c79e",
                            operation='UPDATE OF "starts_at", "ends_at", "cancelled_at", "capacity"',
                            pgid="pgtrigger_visit_takes_its_parts_along_31b19",
                            table="clinical_sessions_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="visit_stays_cancelled",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."cancelled_at" IS NOT NULL)',
                            func="\n                    RAISE EXCEPTION 'a cancelled visit stays as it is'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_stays_cancelled';\n                ",
                            hash="427a20a651ab5b3e064d9d182d2a6a86757cce6d",
                            operation="UPDATE",
                            pgid="pgtrigger_visit_stays_cancelled_d14bd",
                            table="clinical_sessions_visit",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="visit_keeps_its_reason",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"overlap_reason\" = '' AND NOT (OLD.\"overlap_reason\" = ''))",
                            func="\n                    RAISE EXCEPTION 'the reason of an overlap stays'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_overlap_has_a_reason';\n                ",
                            hash="42b5b97dd14cfc56e7910b5fd878a6619964b5da",
                            operation='UPDATE OF "overlap_reason"',
                            pgid="pgtrigger_visit_keeps_its_reason_6d0ac",
                            table="clinical_sessions_visit",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_visitchange" ("booked_at", "booked_by_id", "cancelled_at", "cancelled_because", "cancelled_by_id", "cancelled_whose", "capacity", "ends_at", "id", "is_telehealth", "location_id", "moved_at", "moved_by_id", "note", "overlap_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "room_id", "series_id", "shares_room", "starts_at", "visit_type_id") VALUES (NEW."booked_at", NEW."booked_by_id", NEW."cancelled_at", NEW."cancelled_because", NEW."cancelled_by_id", NEW."cancelled_whose", NEW."capacity", NEW."ends_at", NEW."id", NEW."is_telehealth", NEW."location_id", NEW."moved_at", NEW."moved_by_id", NEW."note", NEW."overlap_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revision", NEW."room_id", NEW."series_id", NEW."shares_room", NEW."starts_at", NEW."visit_type_id"); RETURN NULL;',
                            hash="7c5ee16efa9fda0fbd7408b0c517443cc3b003a6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_776aa",
                            table="clinical_sessions_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_visitchange" ("booked_at", "booked_by_id", "cancelled_at", "cancelled_because", "cancelled_by_id", "cancelled_whose", "capacity", "ends_at", "id", "is_telehealth", "location_id", "moved_at", "moved_by_id", "note", "overlap_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "room_id", "series_id", "shares_room", "starts_at", "visit_type_id") VALUES (NEW."booked_at", NEW."booked_by_id", NEW."cancelled_at", NEW."cancelled_because", NEW."cancelled_by_id", NEW."cancelled_whose", NEW."capacity", NEW."ends_at", NEW."id", NEW."is_telehealth", NEW."location_id", NEW."moved_at", NEW."moved_by_id", NEW."note", NEW."overlap_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revision", NEW."room_id", NEW."series_id", NEW."shares_room", NEW."starts_at", NEW."visit_type_id"); RETURN NULL;',
                            hash="4e8c660c23c842b084ee21a8d0627a9ac4ff499d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74317",
                            table="clinical_sessions_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurescheduleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d1c58955a448a31076f9aa524c642e950a70a113",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_965ab",
                            table="clinical_sessions_measurescheduleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureschedule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_measurescheduleevent" ("begins_on", "ended_at", "ended_because", "ended_by_id", "every_weeks", "id", "measure", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheduled_at", "scheduled_by_id", "visit_type_id", "way") VALUES (NEW."begins_on", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."every_weeks", NEW."id", NEW."measure", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scheduled_at", NEW."scheduled_by_id", NEW."visit_type_id", NEW."way"); RETURN NULL;',
                            hash="ba64817432dd9c0df74929096d36778f47b4e34c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e2df",
                            table="clinical_sessions_measureschedule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureschedule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_measurescheduleevent" ("begins_on", "ended_at", "ended_because", "ended_by_id", "every_weeks", "id", "measure", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheduled_at", "scheduled_by_id", "visit_type_id", "way") VALUES (NEW."begins_on", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."every_weeks", NEW."id", NEW."measure", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."scheduled_at", NEW."scheduled_by_id", NEW."visit_type_id", NEW."way"); RETURN NULL;',
                            hash="4f53122b45f60188b1b0aa4d964a7fbf0c7068f4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e0b8b",
                            table="clinical_sessions_measureschedule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clinicianprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_clinicianprofileevent" ("gender", "is_bookable", "languages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shows_order", "user_id") VALUES (NEW."gender", NEW."is_bookable", NEW."languages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."user_id", NEW."shows_order", NEW."user_id"); RETURN NULL;',
                            hash="a39092c7fdbf8784b25775ed1dc85ee342e7390d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d1ee",
                            table="clinical_sessions_clinicianprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clinicianprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_clinicianprofileevent" ("gender", "is_bookable", "languages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shows_order", "user_id") VALUES (NEW."gender", NEW."is_bookable", NEW."languages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."user_id", NEW."shows_order", NEW."user_id"); RETURN NULL;',
                            hash="d25f7a0a7e11187b8086912d6e11913311553036",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d9ce3",
                            table="clinical_sessions_clinicianprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visittypeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="119ac3f9cdfb60c84fc3ad8825cb28c2af61dad4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fa516",
                            table="clinical_sessions_visittypeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="waitingentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_waitingentryevent" ("clinician_id", "closed_at", "closed_because", "closed_by_id", "earliest_on", "entered_at", "entered_by_id", "gender", "id", "language", "notice_hours", "parts_of_day", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "priority_because", "priority_by_id", "since_on", "visit_type_id", "way", "weekdays") VALUES (NEW."clinician_id", NEW."closed_at", NEW."closed_because", NEW."closed_by_id", NEW."earliest_on", NEW."entered_at", NEW."entered_by_id", NEW."gender", NEW."id", NEW."language", NEW."notice_hours", NEW."parts_of_day", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."priority", NEW."priority_because", NEW."priority_by_id", NEW."since_on", NEW."visit_type_id", NEW."way", NEW."weekdays"); RETURN NULL;',
                            hash="792eea80c06de345c35a01491a058a4893c0b371",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81458",
                            table="clinical_sessions_waitingentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="waitingentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_waitingentryevent" ("clinician_id", "closed_at", "closed_because", "closed_by_id", "earliest_on", "entered_at", "entered_by_id", "gender", "id", "language", "notice_hours", "parts_of_day", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "priority_because", "priority_by_id", "since_on", "visit_type_id", "way", "weekdays") VALUES (NEW."clinician_id", NEW."closed_at", NEW."closed_because", NEW."closed_by_id", NEW."earliest_on", NEW."entered_at", NEW."entered_by_id", NEW."gender", NEW."id", NEW."language", NEW."notice_hours", NEW."parts_of_day", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."priority", NEW."priority_because", NEW."priority_by_id", NEW."since_on", NEW."visit_type_id", NEW."way", NEW."weekdays"); RETURN NULL;',
                            hash="13e27a0e24e9b4669d9c89fcdb31d3dcbddd6ba4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_04a9f",
                            table="clinical_sessions_waitingentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slotofferevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1d39a0c204ef306c28d1136daab8c669ae35bb33",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dd3d3",
                            table="clinical_sessions_slotofferevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slotoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "clinical_sessions_slotofferevent" ("answer", "answered_at", "answered_by_id", "booked_as_id", "clinician_id", "ends_at", "entry_id", "freed_by_id", "id", "is_telehealth", "location_id", "offered_at", "offered_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."booked_as_id", NEW."clinician_id", NEW."ends_at", NEW."entry_id", NEW."freed_by_id", NEW."id", NEW."is_telehealth", NEW."location_id", NEW."offered_at", NEW."offered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."starts_at"); RETURN NULL;',
                            hash="d1ff48d808ad0d406b3efb3f606c145fec78ca82",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6046b",
                            table="clinical_sessions_slotoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slotoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "clinical_sessions_slotofferevent" ("answer", "answered_at", "answered_by_id", "booked_as_id", "clinician_id", "ends_at", "entry_id", "freed_by_id", "id", "is_telehealth", "location_id", "offered_at", "offered_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."booked_as_id", NEW."clinician_id", NEW."ends_at", NEW."entry_id", NEW."freed_by_id", NEW."id", NEW."is_telehealth", NEW."location_id", NEW."offered_at", NEW."offered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."starts_at"); RETURN NULL;',
                            hash="f7db4bf20f80be3d5fca12e151ca460949965c97",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6c6f9",
                            table="clinical_sessions_slotoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="waitingentryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="52c3f7387e98f19ebd26a87d5684d1ea052479bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4fc43",
                            table="clinical_sessions_waitingentryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="note_text_is_locked_with_its_note",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE note clinical_sessions_sessionnote%ROWTYPE; of_note bigint;",
                            func="-- Not FOR SHARE: signing writes to the note afterwards, and two who share it would wait for each other.\nIF TG_OP = 'DELETE' THEN of_note := OLD.note_id; ELSE of_note := NEW.note_id; END IF;\nSELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = of_note FOR NO KEY UPDATE;\nIF note.signed_at IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.note_id <> NEW.note_id THEN\n    RAISE EXCEPTION 'a signed note stays as it was signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';\nEND IF;\nIF note.set_aside_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';\nEND IF;\nIF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'a merged record is only read'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                            hash="36e2548154e033a05ad99ffc7007786c8b4685c3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_note_text_is_locked_with_its_note_95945",
                            table="clinical_sessions_notetext",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
