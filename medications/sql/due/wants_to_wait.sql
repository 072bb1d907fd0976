-- A patient asked to wait: to be read by a prescriber; an open wait holds the dose whether it was read or not.
SELECT entry.id AS key, entry.patient_id, plan.prescriber_id AS owner_id, entry.recorded_at AS due_at, TRUE AS urgent,
       coalesce('/medications/plans/' || plan.id || '/', '/medications/patients/' || entry.patient_id || '/log/')
           AS link, entry.recorded_at AS news_at
FROM medications_logentry entry
LEFT JOIN LATERAL (
    SELECT plan.id, plan.prescriber_id FROM medications_titrationplan plan
    WHERE plan.patient_id = entry.patient_id AND plan.status IN ('active', 'on-hold', 'paused')
        AND (entry.medication_id IS NULL OR plan.medication_id = entry.medication_id)
    ORDER BY plan.id DESC LIMIT 1
) plan ON TRUE
WHERE entry.kind = 'wait-request'
    AND NOT EXISTS (
        SELECT FROM medications_logentry later
        WHERE later.patient_id = entry.patient_id AND later.kind IN ('wait-request', 'wait-withdrawn')
            AND (later.medication_id IS NULL OR later.medication_id = entry.medication_id)
            AND (later.happened_at, later.id) > (entry.happened_at, entry.id))
    -- A wait about no medicine in particular may be taken back for one of them alone.
    AND (plan.id IS NULL OR EXISTS (
        SELECT FROM medications_titrationplan waiting
        WHERE waiting.patient_id = entry.patient_id AND waiting.status IN ('active', 'on-hold', 'paused')
            AND (entry.medication_id IS NULL OR waiting.medication_id = entry.medication_id)
            AND medications_wants_to_wait(waiting.patient_id, waiting.medication_id)))
    AND NOT EXISTS (
        SELECT FROM medications_review review JOIN medications_titrationplan its_plan ON its_plan.id = review.plan_id
        WHERE its_plan.patient_id = entry.patient_id AND review.recorded_at > entry.recorded_at)
