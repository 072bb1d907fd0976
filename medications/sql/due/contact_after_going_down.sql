-- Less of a medicine that is hard to leave, and nobody has asked since the lower dose began how it goes.
SELECT change.id AS key, change.patient_id, plan.prescriber_id AS owner_id,
       lower_dose.begins_at + %(contact_after)s AS due_at, FALSE AS urgent,
       '/medications/patients/' || change.patient_id || '/log/' AS link, lower_dose.begins_at AS news_at
FROM medications_dosechange change
JOIN medications_titrationplan plan ON plan.id = change.plan_id
CROSS JOIN LATERAL (
    SELECT greatest(change.first_dose_on::timestamp AT TIME ZONE %(practice_zone)s, change.made_at) AS begins_at
) lower_dose
WHERE change.direction IN ('down', 'stop') AND change.warned_of && %(called_after)s::varchar[]
    AND lower_dose.begins_at <= %(at)s
    -- What was ordered after it has its own warnings; a change of times alone is not another dose.
    AND NOT EXISTS (
        SELECT FROM medications_dosechange later
        WHERE later.patient_id = change.patient_id AND later.medication_id = change.medication_id
            AND later.id > change.id AND later.direction <> 'lateral')
    AND NOT EXISTS (
        SELECT FROM medications_logentry answer
        WHERE answer.patient_id = change.patient_id AND answer.kind IN ('report', 'check-in', 'correction')
            AND NOT answer.is_retraction AND answer.happened_at >= lower_dose.begins_at
            AND (answer.medication_id IS NULL OR answer.medication_id = change.medication_id)
            AND NOT EXISTS (
                SELECT FROM medications_logentry correction
                WHERE correction.about_id = answer.id AND correction.kind = 'correction'))
