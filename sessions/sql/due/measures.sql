-- Measures that wait to be filled in, one row for each reason: what sessions/rules/measures_due.py says too.
-- Days are the practice's. Whatever stands counts, also with questions left open: nobody is asked twice for that.
SELECT wanted.patient_id, wanted.measure, wanted.reason, wanted.plan_id, wanted.schedule_id, wanted.prescriber_id,
       CASE WHEN wanted.every_days IS NOT NULL AND newest.filled_on >= wanted.first_from
            THEN newest.filled_on + wanted.every_days ELSE wanted.due_on END AS due_on
FROM (
    -- Once, and every few weeks since it was last filled in.
    SELECT schedule.patient_id, schedule.measure, schedule.way AS reason, NULL::bigint AS plan_id,
           schedule.id AS schedule_id, NULL::bigint AS prescriber_id, schedule.begins_on AS due_on,
           schedule.every_weeks * 7 AS every_days, schedule.begins_on - %(measure_early_days)s::int AS first_from,
           greatest(
               schedule.begins_on - %(measure_early_days)s::int,
               CASE schedule.way
                    WHEN 'once' THEN (schedule.scheduled_at AT TIME ZONE %(practice_zone)s)::date
                    ELSE moment.today - schedule.every_weeks * 7 + 1 END) AS counts_from
    FROM clinical_sessions_measureschedule schedule
    CROSS JOIN LATERAL (SELECT (%(at)s AT TIME ZONE %(practice_zone)s)::date AS today) moment
    WHERE schedule.ended_at IS NULL AND schedule.way <> 'before-visits' AND schedule.begins_on <= moment.today
    UNION ALL
    -- Before each visit, of one kind or of any; when its day is over, the next visit will bring it.
    SELECT schedule.patient_id, schedule.measure, schedule.way, NULL, schedule.id, NULL, ahead.visit_on, NULL, NULL,
           ahead.visit_on - %(measure_visit_days)s::int
    FROM clinical_sessions_measureschedule schedule
    CROSS JOIN LATERAL (SELECT (%(at)s AT TIME ZONE %(practice_zone)s)::date AS today) moment
    CROSS JOIN LATERAL (
        SELECT (lower(booking.during) AT TIME ZONE %(practice_zone)s)::date AS visit_on
        FROM clinical_sessions_booking booking JOIN clinical_sessions_visit visit ON visit.id = booking.visit_id
        WHERE booking.patient_id = schedule.patient_id AND booking.status IN ('booked', 'arrived', 'in-room')
            AND booking.is_live
            AND (schedule.visit_type_id IS NULL OR visit.visit_type_id = schedule.visit_type_id)
    ) ahead
    WHERE schedule.ended_at IS NULL AND schedule.way = 'before-visits'
        AND ahead.visit_on >= greatest(moment.today, schedule.begins_on)
        AND ahead.visit_on - %(measure_visit_days)s::int <= moment.today
    UNION ALL
    -- Around the doses of a plan: before the first, before the next step up, some time after a dose began.
    SELECT plan.patient_id, plan.measure, anchor.reason, plan.id, NULL, plan.prescriber_id, anchor.due_on, NULL, NULL,
           anchor.counts_from
    FROM (
        SELECT plan.id, plan.patient_id, plan.prescriber_id, plan.status, asked.measure, asked.after_days,
               asked.baseline_days, moment.today, begun.activated_on, dose.is_taken, dose.since, dose.is_ordered,
               CASE WHEN reached.id IS NULL THEN begun.activated_on
                    ELSE greatest(begun.activated_on, dose.since + reached.hold_days) END AS step_on,
               next.id IS NOT NULL AND NOT EXISTS (
                   SELECT FROM (
                       SELECT review.decision, review.look_again_on FROM medications_review review
                       WHERE review.plan_id = plan.id ORDER BY review.id DESC LIMIT 1) said
                   WHERE said.decision = 'enough' AND said.look_again_on > moment.today) AS goes_up
        FROM medications_titrationplan plan
        CROSS JOIN LATERAL (SELECT (%(at)s AT TIME ZONE %(practice_zone)s)::date AS today) moment
        CROSS JOIN LATERAL (
            SELECT (plan.activated_at AT TIME ZONE %(practice_zone)s)::date AS activated_on) begun
        LEFT JOIN LATERAL (
            SELECT agreed.follows_practice, agreed.measures FROM medications_planmeasures agreed
            WHERE agreed.plan_id = plan.id ORDER BY agreed.id DESC LIMIT 1) agreed ON TRUE
        CROSS JOIN LATERAL (
            SELECT target.measure, target.after_days, target.baseline_days FROM medications_targetmeasure target
            WHERE coalesce(agreed.follows_practice, TRUE) AND target.is_active
                AND target.words && (plan.indication || string_to_array(
                    translate(lower(plan.purpose), '-,.;:/()', '        '), ' '))::varchar[]
            UNION ALL
            SELECT own.measure, coalesce(target.after_days, %(measure_after_days)s::int),
                   coalesce(target.baseline_days, %(measure_baseline_days)s::int)
            FROM unnest(agreed.measures) own (measure)
            LEFT JOIN medications_targetmeasure target ON target.measure = own.measure
        ) asked
        LEFT JOIN medications_titrationstep reached ON reached.id = plan.current_step_id
        LEFT JOIN medications_titrationstep next
            ON next.plan_id = plan.id AND next.position = coalesce(reached.position, 0) + 1 AND next.is_up
                AND plan.status = 'active'
        LEFT JOIN LATERAL (
            SELECT change.regimen_id IS NOT NULL AS is_dose FROM medications_dosechange change
            WHERE change.patient_id = plan.patient_id AND change.medication_id = plan.medication_id
            ORDER BY change.id DESC LIMIT 1) last ON TRUE
        LEFT JOIN LATERAL (
            SELECT change.first_dose_on FROM medications_dosechange change
            WHERE change.patient_id = plan.patient_id AND change.medication_id = plan.medication_id
                AND change.direction <> 'lateral'
            ORDER BY change.id DESC LIMIT 1) begins ON TRUE
        LEFT JOIN LATERAL (
            SELECT TRUE AS is_found, seen.taken_since FROM medications_observeddose seen
            WHERE seen.patient_id = plan.patient_id AND seen.medication_id = plan.medication_id
            ORDER BY seen.id LIMIT 1) found ON TRUE
        CROSS JOIN LATERAL (
            SELECT coalesce(last.is_dose, found.is_found, FALSE) AS is_taken,
                   coalesce(begins.first_dose_on, found.taken_since) AS since,
                   begins.first_dose_on IS NOT NULL AS is_ordered) dose
        WHERE plan.status IN ('active', 'on-hold')
    ) plan
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN plan.status = 'active' AND (NOT plan.is_taken OR (plan.since >= plan.today AND NOT EXISTS (
                SELECT FROM medications_dosechange earlier
                JOIN medications_titrationplan own ON own.id = plan.id
                WHERE earlier.patient_id = own.patient_id AND earlier.medication_id = own.medication_id
                    AND earlier.first_dose_on < plan.today))) THEN 'baseline'
            WHEN plan.is_taken AND plan.goes_up AND plan.step_on - %(measure_lead_days)s::int <= plan.today
                THEN 'before-step'
            WHEN plan.is_taken AND plan.is_ordered AND plan.since + plan.after_days <= plan.today THEN 'after-step'
        END AS reason
    ) state
    CROSS JOIN LATERAL (
        SELECT state.reason,
            CASE state.reason WHEN 'baseline' THEN plan.activated_on WHEN 'before-step' THEN plan.step_on
                ELSE plan.since + plan.after_days END AS due_on,
            CASE state.reason
                WHEN 'baseline' THEN plan.activated_on - plan.baseline_days
                WHEN 'before-step' THEN greatest(
                    plan.step_on - %(measure_lead_days)s::int - %(measure_early_days)s::int, plan.since)
                ELSE plan.since + greatest(plan.after_days - %(measure_early_days)s::int, 1) END AS counts_from
    ) anchor
    WHERE state.reason IS NOT NULL
) wanted
JOIN patients_patient patient ON patient.id = wanted.patient_id AND patient.merged_into_id IS NULL
LEFT JOIN LATERAL (
    SELECT (filled.filled_in_at AT TIME ZONE %(practice_zone)s)::date AS filled_on FROM patients_assessment filled
    WHERE filled.patient_id = wanted.patient_id AND filled.measure = wanted.measure AND filled.filled_in_at <= %(at)s
        AND NOT EXISTS (SELECT FROM patients_assessmentwithdrawal gone WHERE gone.assessment_id = filled.id)
    ORDER BY filled.filled_in_at DESC LIMIT 1
) newest ON TRUE
LEFT JOIN LATERAL (
    SELECT answer.said, answer.ask_again_on FROM clinical_sessions_measureasked answer
    WHERE answer.patient_id = wanted.patient_id AND answer.measure = wanted.measure
    ORDER BY answer.id DESC LIMIT 1
) told ON TRUE
WHERE (newest.filled_on IS NULL OR newest.filled_on < wanted.counts_from)
    -- One whose wording has an owner only with the wording, and with a permission on file.
    AND (wanted.measure = ANY (%(measures_used_freely)s::varchar[]) OR wanted.measure IN (
        SELECT permitted.measure FROM (
            SELECT DISTINCT ON (permission.measure) permission.measure, permission.is_on_file
            FROM patients_measurepermission permission ORDER BY permission.measure, permission.id DESC) permitted
        WHERE permitted.is_on_file
            AND permitted.measure IN (SELECT wording.measure FROM patients_measurewording wording)))
    AND told.said IS DISTINCT FROM 'not-again'
    AND (told.ask_again_on IS NULL OR told.ask_again_on <= (%(at)s AT TIME ZONE %(practice_zone)s)::date)
