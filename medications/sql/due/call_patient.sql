-- A higher dose is ordered but not yet begun, and something grave or a wait came in: call before the first dose.
SELECT change.id AS key, change.patient_id, plan.prescriber_id AS owner_id, news.recorded_at AS due_at,
       TRUE AS urgent, '/medications/plans/' || plan.id || '/' AS link, news.recorded_at AS news_at
FROM medications_dosechange change
JOIN medications_titrationplan plan ON plan.id = change.plan_id
CROSS JOIN LATERAL (
    SELECT max(entry.recorded_at) AS recorded_at FROM medications_logentry entry
    WHERE entry.patient_id = change.patient_id AND entry.recorded_at > change.recorded_at
        AND entry.happened_at < change.first_dose_on::timestamp AT TIME ZONE %(practice_zone)s
        AND (
            (entry.kind = 'wait-request'
                AND (entry.medication_id IS NULL OR entry.medication_id = change.medication_id))
            OR (entry.kind IN ('report', 'correction') AND NOT entry.is_retraction AND (
                entry.severity = 'severe'
                OR medications_flag_class(entry.effect_id, change.medication_id) IS NOT NULL)))
) news
WHERE change.direction = 'up' AND news.recorded_at IS NOT NULL
    AND change.first_dose_on::timestamp AT TIME ZONE %(practice_zone)s > change.made_at
    AND change.first_dose_on::timestamp AT TIME ZONE %(practice_zone)s > %(at)s - interval '7 days'
    AND NOT EXISTS (
        SELECT FROM medications_dosechange later
        WHERE later.patient_id = change.patient_id AND later.medication_id = change.medication_id
            AND later.id > change.id)
