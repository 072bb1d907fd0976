-- Unresolved severe effects, new or worse, that no prescriber has reviewed since; red flags have their own prompt.
SELECT entry.id AS key, entry.patient_id, plan.prescriber_id AS owner_id, entry.recorded_at AS due_at, TRUE AS urgent,
       coalesce('/medications/plans/' || plan.id || '/', '/medications/patients/' || entry.patient_id || '/log/')
           AS link, entry.recorded_at AS news_at
FROM medications_logentry entry
LEFT JOIN LATERAL (
    SELECT plan.id, plan.prescriber_id, medications_flag_class(entry.effect_id, plan.medication_id) AS flag_class
    FROM medications_titrationplan plan
    WHERE plan.patient_id = entry.patient_id AND plan.status IN ('active', 'on-hold', 'paused')
    ORDER BY (plan.medication_id = entry.medication_id) DESC NULLS LAST, flag_class NULLS LAST, plan.id DESC LIMIT 1
) plan ON TRUE
WHERE entry.kind IN ('report', 'correction') AND NOT entry.is_retraction AND entry.severity = 'severe'
    AND entry.course IN ('new', 'worse') AND plan.flag_class IS NULL
    AND NOT EXISTS (
        SELECT FROM medications_logentry later WHERE later.about_id = entry.id AND later.kind = 'correction')
    AND NOT medications_is_resolved(entry.id)
    AND NOT EXISTS (
        SELECT FROM medications_review review JOIN medications_titrationplan its_plan ON its_plan.id = review.plan_id
        WHERE its_plan.patient_id = entry.patient_id AND review.recorded_at > entry.recorded_at)
