import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name="work")),
                (
                    "beat_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="last finished"
                    ),
                ),
            ],
            options={
                "verbose_name": "heartbeat",
                "verbose_name_plural": "heartbeats",
            },
        ),
        migrations.CreateModel(
            name="Prompt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("key", models.BigIntegerField(verbose_name="key")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("urgent", models.BooleanField(verbose_name="urgent")),
                ("link", models.CharField(max_length=200, verbose_name="link")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("openings", models.PositiveIntegerField(verbose_name="times opened")),
                ("counts_from", models.DateTimeField(verbose_name="escalation counts from")),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="reminded")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "whose work it is"), (1, "their cover too"), (2, "clinical leads too")],
                        verbose_name="reached",
                    ),
                ),
                ("escalated_at", models.DateTimeField(null=True, verbose_name="escalated")),
                ("mailed_at", models.DateTimeField(null=True, verbose_name="last notice")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                ("closed_because", models.CharField(blank=True, max_length=60, verbose_name="outcome")),
                (
                    "revision",
                    models.PositiveIntegerField(
                        help_text="Counts changes: who read an older one yields.", verbose_name="revision"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        help_text="Nobody: what it asked for is done.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="Nobody: for the clinical leads from the start.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="for",
                    ),
                ),
            ],
            options={
                "verbose_name": "prompt",
                "verbose_name_plural": "prompts",
                "ordering": ["-urgent", "due_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="prompt_one_per_kind_and_key"),
                    models.CheckConstraint(condition=models.Q(("level__lte", 2)), name="prompt_level_is_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_because", ""), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), models.Q(("closed_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="prompt_closes_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("link__regex", "^/[A-Za-z0-9_?=#-]"), ("link__regex", "^[A-Za-z0-9/_?=&#-]*$")
                        ),
                        name="prompt_link_is_a_path_of_ours_with_ids_only",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(verbose_name="revision of the prompt")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("reopened", "reopened"),
                            ("handed-over", "handed over"),
                            ("urgent", "became urgent"),
                            ("reminder", "reminder"),
                            ("escalated", "escalated"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="queued")),
                ("next_try_at", models.DateTimeField(verbose_name="next try")),
                ("attempts", models.PositiveSmallIntegerField(verbose_name="tries")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="last failure")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        help_text="Moot before it could be sent.", null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
                (
                    "prompt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="prompts.prompt",
                        verbose_name="prompt",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prompt", "to", "revision"), name="delivery_once_per_person_and_change"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        name="delivery_is_sent_or_withdrawn_not_both",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PromptEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("key", models.BigIntegerField(verbose_name="key")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("urgent", models.BooleanField(verbose_name="urgent")),
                ("link", models.CharField(max_length=200, verbose_name="link")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("openings", models.PositiveIntegerField(verbose_name="times opened")),
                ("counts_from", models.DateTimeField(verbose_name="escalation counts from")),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="reminded")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "whose work it is"), (1, "their cover too"), (2, "clinical leads too")],
                        verbose_name="reached",
                    ),
                ),
                ("escalated_at", models.DateTimeField(null=True, verbose_name="escalated")),
                ("mailed_at", models.DateTimeField(null=True, verbose_name="last notice")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                ("closed_because", models.CharField(blank=True, max_length=60, verbose_name="outcome")),
                (
                    "revision",
                    models.PositiveIntegerField(
                        help_text="Counts changes: who read an older one yields.", verbose_name="revision"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Nobody: what it asked for is done.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Nobody: for the clinical leads from the start.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="for",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="prompts.prompt",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="prompt",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("urgent"), descending=True),
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("closed_at__isnull", True)),
                name="prompt_open_by_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="prompt",
            index=models.Index(
                models.OrderBy(models.F("urgent"), descending=True),
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("closed_at__isnull", True), ("level", 2)),
                name="prompt_open_with_the_leads",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                models.F("next_try_at"),
                models.F("id"),
                condition=models.Q(("sent_at__isnull", True), ("withdrawn_at__isnull", True)),
                name="delivery_waiting",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prompt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prompts_promptevent" ("closed_at", "closed_because", "closed_by_id", "counts_from", "due_at", "escalated_at", "id", "key", "kind", "level", "link", "mailed_at", "opened_at", "openings", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "revision", "urgent") SELECT new_values."closed_at", new_values."closed_because", new_values."closed_by_id", new_values."counts_from", new_values."due_at", new_values."escalated_at", new_values."id", new_values."key", new_values."kind", new_values."level", new_values."link", new_values."mailed_at", new_values."opened_at", new_values."openings", new_values."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."reminded_at", new_values."revision", new_values."urgent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6357fb1b2eab7d89f48acc7a268d569659898e07",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_083e3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="prompts_prompt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prompt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "prompts_promptevent" ("closed_at", "closed_because", "closed_by_id", "counts_from", "due_at", "escalated_at", "id", "key", "kind", "level", "link", "mailed_at", "opened_at", "openings", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "revision", "urgent") VALUES (NEW."closed_at", NEW."closed_because", NEW."closed_by_id", NEW."counts_from", NEW."due_at", NEW."escalated_at", NEW."id", NEW."key", NEW."kind", NEW."level", NEW."link", NEW."mailed_at", NEW."opened_at", NEW."openings", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."revision", NEW."urgent"); RETURN NULL;',
                    hash="af9abab7f1b71c755a13314c861f270dc222bce7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f5ab",
                    table="prompts_prompt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promptevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ccfd8a44e4a3cf77a321aaaa40eb6b9e21280305",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_84f7d",
                    table="prompts_promptevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
