-- A medicine went, or went down, that the dose of another plan depended on; nobody has looked at that plan since.
SELECT plan.id AS key, plan.patient_id, plan.prescriber_id AS owner_id, max(change.made_at) AS due_at,
       FALSE AS urgent, '/medications/plans/' || plan.id || '/' AS link, max(change.made_at) AS news_at
FROM medications_dosechange change
JOIN medications_medication gone ON gone.id = change.medication_id
JOIN medications_titrationplan plan ON plan.patient_id = change.patient_id
    AND plan.medication_id <> change.medication_id AND plan.status IN ('active', 'on-hold')
JOIN medications_medication partner ON partner.id = plan.medication_id
JOIN unnest(%(dependence_goes)s::varchar[], %(dependence_stays)s::varchar[]) AS dependence (goes, stays)
    ON (dependence.goes = gone.code OR EXISTS (
        SELECT FROM medications_classmember member
        WHERE member.member_code = gone.code AND member.class_code = dependence.goes AND NOT member.is_retired))
    AND (dependence.stays = partner.code OR EXISTS (
        SELECT FROM medications_classmember member
        WHERE member.member_code = partner.code AND member.class_code = dependence.stays AND NOT member.is_retired))
WHERE change.direction IN ('down', 'stop') AND change.warned_of @> ARRAY['partner-affected']::varchar[]
    AND change.made_at <= %(at)s
    AND NOT EXISTS (
        SELECT FROM medications_dosechange later
        WHERE later.patient_id = change.patient_id AND later.medication_id = change.medication_id
            AND later.id > change.id AND later.direction <> 'lateral')
    AND NOT EXISTS (
        SELECT FROM medications_review looked WHERE looked.plan_id = plan.id AND looked.recorded_at > change.recorded_at)
    AND NOT EXISTS (
        SELECT FROM medications_dosechange since
        WHERE since.patient_id = plan.patient_id AND since.medication_id = plan.medication_id
            AND since.recorded_at > change.recorded_at)
GROUP BY plan.id
