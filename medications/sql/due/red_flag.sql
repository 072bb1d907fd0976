-- Unresolved red flags: of an open plan's medication or its class, or red whatever the medication.
SELECT entry.id AS key, entry.patient_id, plan.prescriber_id AS owner_id, entry.recorded_at AS due_at, TRUE AS urgent,
       coalesce('/medications/plans/' || plan.id || '/', '/medications/patients/' || entry.patient_id || '/log/')
           AS link, entry.recorded_at AS news_at
FROM medications_logentry entry
LEFT JOIN LATERAL (
    SELECT plan.id, plan.prescriber_id FROM medications_titrationplan plan
    WHERE plan.patient_id = entry.patient_id AND plan.status IN ('active', 'on-hold', 'paused')
        AND medications_flag_class(entry.effect_id, plan.medication_id) IS NOT NULL
    ORDER BY (plan.medication_id = entry.medication_id) DESC NULLS LAST, plan.id DESC LIMIT 1
) plan ON TRUE
WHERE entry.kind IN ('report', 'correction') AND NOT entry.is_retraction
    AND entry.effect_id IN (SELECT flag.effect_id FROM medications_redflag flag WHERE NOT flag.is_retired)
    AND (plan.id IS NOT NULL OR entry.effect_id IN (
        SELECT flag.effect_id FROM medications_redflag flag
        WHERE flag.medication_id IS NULL AND flag.class_code = '' AND NOT flag.is_retired))
    AND NOT EXISTS (
        SELECT FROM medications_logentry later WHERE later.about_id = entry.id AND later.kind = 'correction')
    AND NOT medications_is_resolved(entry.id)
