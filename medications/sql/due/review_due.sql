-- Active plans whose next step up comes due within the lead time, and no review of what is known today.
SELECT plan.id AS key, plan.patient_id, plan.prescriber_id AS owner_id, due.due_at, FALSE AS urgent,
       '/medications/plans/' || plan.id || '/' AS link, due.due_at AS news_at
FROM medications_titrationplan plan
JOIN patients_chartversion chart ON chart.patient_id = plan.patient_id
LEFT JOIN medications_titrationstep reached ON reached.id = plan.current_step_id
JOIN medications_titrationstep next
    ON next.plan_id = plan.id AND next.position = coalesce(reached.position, 0) + 1 AND next.is_up
CROSS JOIN LATERAL (
    SELECT CASE WHEN reached.id IS NULL THEN plan.activated_at ELSE greatest(plan.activated_at, (
        coalesce(
            (SELECT change.first_dose_on FROM medications_dosechange change
             WHERE change.patient_id = plan.patient_id AND change.medication_id = plan.medication_id
                 AND change.direction <> 'lateral' ORDER BY change.id DESC LIMIT 1),
            (SELECT seen.taken_since FROM medications_observeddose seen
             WHERE seen.patient_id = plan.patient_id AND seen.medication_id = plan.medication_id
             ORDER BY seen.id LIMIT 1),
            (SELECT min(change.first_dose_on) FROM medications_dosechange change
             WHERE change.patient_id = plan.patient_id AND change.medication_id = plan.medication_id)
        ) + reached.hold_days)::timestamp AT TIME ZONE %(practice_zone)s) END AS due_at
) due
WHERE plan.status = 'active' AND due.due_at <= %(at)s + %(review_lead_time)s
    AND NOT EXISTS (
        SELECT FROM medications_review review
        WHERE review.plan_id = plan.id AND review.read_version = plan.log_version + chart.version
            AND review.signed_at <= %(at)s AND review.valid_until > %(at)s
            AND NOT EXISTS (SELECT FROM medications_dosechange spent WHERE spent.review_id = review.id))
    AND NOT EXISTS (
        SELECT FROM (
            SELECT review.decision, review.look_again_on FROM medications_review review
            WHERE review.plan_id = plan.id ORDER BY review.id DESC LIMIT 1) newest
        WHERE newest.decision = 'enough'
            AND newest.look_again_on > (%(at)s AT TIME ZONE %(practice_zone)s)::date)
