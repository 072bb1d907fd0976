-- Open plans with a medicine beside which something is taken that must not be combined with it, or that nobody has
-- planned for yet: what medications/rules/together.py says too, from codes. Sides are unordered; a name is a code or
-- one of its classes. Of a paused plan nothing is taken.
WITH names AS MATERIALIZED (
    SELECT member_code AS code, class_code AS name FROM medications_classmember WHERE NOT is_retired
    UNION SELECT one, one FROM medications_interaction
    UNION SELECT other, other FROM medications_interaction
)
SELECT plan.id AS key, plan.patient_id, plan.prescriber_id AS owner_id,
       min(greatest(plan.activated_at, taken.known_at)) AS due_at, bool_or(pair.is_never) AS urgent,
       '/medications/plans/' || plan.id || '/#together' AS link,
       max(greatest(plan.activated_at, taken.known_at)) AS news_at
FROM medications_titrationplan plan
JOIN medications_medication ours ON ours.id = plan.medication_id
JOIN (
    -- By our newest order of it; one that is to end on a later day is still taken.
    SELECT ordered.patient_id, partner.code, ordered.recorded_at AS known_at, NULL::date AS last_used_on
    FROM (
        SELECT DISTINCT ON (patient_id, medication_id) patient_id, medication_id, kind, first_dose_on, recorded_at
        FROM medications_dosechange ORDER BY patient_id, medication_id, id DESC
    ) ordered
    JOIN medications_medication partner ON partner.id = ordered.medication_id
    WHERE ordered.kind = 'dose' OR ordered.first_dose_on > (%(at)s AT TIME ZONE %(practice_zone)s)::date
    UNION ALL
    -- Found in use, since our last order of it.
    SELECT seen.patient_id, partner.code, seen.recorded_at, NULL
    FROM medications_observeddose seen
    JOIN medications_medication partner ON partner.id = seen.medication_id
    WHERE NOT EXISTS (
            SELECT FROM medications_observeddose later
            WHERE later.patient_id = seen.patient_id AND later.medication_id = seen.medication_id
                AND later.id > seen.id)
        AND NOT EXISTS (
            SELECT FROM medications_dosechange change
            WHERE change.patient_id = seen.patient_id AND change.medication_id = seen.medication_id
                AND change.recorded_at >= seen.recorded_at)
    UNION ALL
    -- From elsewhere: the medicine that was chosen, or a name that reads like a code.
    SELECT other.patient_id, coalesce(partner.code, translate(lower(trim(other.name)), ' -.,''’()/', '__')),
           other.recorded_at, NULL
    FROM medications_othermedication other
    LEFT JOIN medications_medication partner ON partner.id = other.medication_id
    WHERE other.stopped_on IS NULL OR other.stopped_on > (%(at)s AT TIME ZONE %(practice_zone)s)::date
    UNION ALL
    -- Substances that are used, or were within 30 days. Of one whose last use is known, that day counts.
    SELECT told.patient_id, told.substance, told.recorded_at,
           CASE WHEN told.last_used_at IS NOT NULL THEN (told.last_used_at AT TIME ZONE 'UTC')::date
                WHEN told.stopped_on <= (%(at)s AT TIME ZONE %(practice_zone)s)::date THEN told.stopped_on END
    FROM patients_substanceuse told
    WHERE told.answer IN ('uses', 'stopped')
        AND coalesce((told.last_used_at AT TIME ZONE 'UTC')::date, told.stopped_on, 'infinity')
            >= (%(at)s AT TIME ZONE %(practice_zone)s)::date - 30
        AND NOT EXISTS (
            SELECT FROM patients_substanceuse later
            WHERE later.patient_id = told.patient_id AND later.substance = told.substance AND later.id > told.id)
) taken ON taken.patient_id = plan.patient_id AND taken.code <> ours.code
JOIN names one ON one.code = ours.code
JOIN names other ON other.code = taken.code
JOIN (
    SELECT one, other, severity = 'contraindicated' AS is_never FROM medications_interaction
    WHERE NOT is_retired AND severity IN ('contraindicated', 'major')
    UNION ALL
    SELECT other, one, severity = 'contraindicated' FROM medications_interaction
    WHERE NOT is_retired AND severity IN ('contraindicated', 'major')
) pair ON pair.one = one.name AND pair.other = other.name
WHERE plan.status IN ('active', 'on-hold')
    AND CASE WHEN pair.is_never THEN
            -- What was used before the first dose is for the gate, which knows how long to wait.
            taken.last_used_on IS NULL OR taken.last_used_on >= coalesce(
                (SELECT min(change.first_dose_on) FROM medications_dosechange change
                 WHERE change.patient_id = plan.patient_id AND change.medication_id = plan.medication_id),
                (SELECT seen.taken_since FROM medications_observeddose seen
                 WHERE seen.patient_id = plan.patient_id AND seen.medication_id = plan.medication_id
                 ORDER BY seen.id LIMIT 1))
        ELSE NOT EXISTS (
            SELECT FROM medications_acknowledgement seen
            WHERE seen.plan_id = plan.id AND seen.code = 'interaction-unacknowledged' AND seen.partner = taken.code
                AND (seen.recorded_at >= taken.known_at OR ours.code IN ('buprenorphine_naloxone', 'methadone')))
        END
GROUP BY plan.id
