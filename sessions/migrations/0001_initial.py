import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import practice.database.operations
import practice.staff.models
import sessions.models.place


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0001_initial"),
        ("staff", "0002_roles"),
        ("staff", "__first__"),
    ]

    operations = [
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
            name="VisitType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("can_be_telehealth", models.BooleanField(default=False, verbose_name="can be by video or telephone")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("with_telehealth", models.BooleanField(default=True, verbose_name="also by video or telephone")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("away", "Away"), ("extra", "Extra hours")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("with_telehealth", models.BooleanField(default=True, verbose_name="also by video or telephone")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="patients.patient"
                    ),
                ),
                (
                    "status_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                            ("status__in", ["booked", "arrived", "in-room", "done", "did-not-attend", "cancelled"])
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token_digest",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="digest of the address"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                ("last_used_on", models.DateField(blank=True, null=True, verbose_name="last read on")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                ("token_digest", models.CharField(editable=False, max_length=64, verbose_name="digest of the address")),
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
            name="Location",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("with_telehealth", models.BooleanField(default=True, verbose_name="also by video or telephone")),
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
                ("with_telehealth", models.BooleanField(default=True, verbose_name="also by video or telephone")),
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
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("shares_room", models.BooleanField(default=False, verbose_name="another visit may be in the room")),
                ("is_telehealth", models.BooleanField(default=False, verbose_name="by video or telephone")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                ("overlap_reason", models.CharField(blank=True, max_length=200, verbose_name="why two at once")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            name="SlotOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinical_sessions.visit"
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
                        condition=models.Q(("location__isnull", False), ("is_telehealth", True), _connector="OR"),
                        name="offer_is_somewhere",
                        violation_error_message="A visit is at a location, or by video or telephone.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "open"), ("answered_at__isnull", True), ("answered_by__isnull", True)),
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
                            models.Q(models.Q(("answer", "accepted"), _negated=True), ("booked_as__isnull", True)),
                            _connector="OR",
                        ),
                        name="offer_that_is_taken_is_booked",
                    ),
                ],
            },
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
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False)),
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
                on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="clinical_sessions.visit"
            ),
        ),
        migrations.CreateModel(
            name="VisitClinician",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False)),
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
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False)),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("every_weeks", models.PositiveSmallIntegerField(verbose_name="every how many weeks")),
                ("count", models.PositiveSmallIntegerField(verbose_name="how many visits")),
                ("booked_at", models.DateTimeField(verbose_name="booked")),
                (
                    "booked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                ("shares_room", models.BooleanField(default=False, verbose_name="another visit may be in the room")),
                ("is_telehealth", models.BooleanField(default=False, verbose_name="by video or telephone")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="places")),
                ("overlap_reason", models.CharField(blank=True, max_length=200, verbose_name="why two at once")),
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
                ("can_be_telehealth", models.BooleanField(default=False, verbose_name="can be by video or telephone")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gender", models.CharField(blank=True, max_length=40, verbose_name="gender of the clinician")),
                ("language", models.CharField(blank=True, max_length=40, verbose_name="language of the clinician")),
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
                            choices=[("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening")],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="part of the day",
                    ),
                ),
                ("earliest_on", models.DateField(blank=True, null=True, verbose_name="not before")),
                ("notice_hours", models.PositiveSmallIntegerField(default=24, verbose_name="hours they need to come")),
                ("since_on", models.DateField(verbose_name="waiting since")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Usual"), (1, "Sooner"), (2, "First of all")], default=0, verbose_name="priority"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                            models.Q(("closed_at__isnull", True), ("closed_because", ""), ("closed_by__isnull", True)),
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
                on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="clinical_sessions.waitingentry"
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
                ("language", models.CharField(blank=True, max_length=40, verbose_name="language of the clinician")),
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
                            choices=[("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening")],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="part of the day",
                    ),
                ),
                ("earliest_on", models.DateField(blank=True, null=True, verbose_name="not before")),
                ("notice_hours", models.PositiveSmallIntegerField(default=24, verbose_name="hours they need to come")),
                ("since_on", models.DateField(verbose_name="waiting since")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Usual"), (1, "Sooner"), (2, "First of all")], default=0, verbose_name="priority"
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
                            models.Case(models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))),
                            models.Case(models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))),
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
                            models.Case(models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))),
                            models.Case(models.When(models.Q(("is_deliberate_overlap", True)), then=models.F("id"))),
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
                expressions=[("clinician", "="), (practice.staff.models.TimeRange("starts_at", "ends_at"), "&&")],
                name="offer_a_time_to_one_person_at_once",
                violation_error_message="This time is being offered to somebody else just now.",
            ),
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
            ],
        ),
    ]
