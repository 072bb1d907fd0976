-- The list of measures that wait: one row for a person and a measure, with every reason, and whose it is to ask.
SELECT found.patient_id, patient.chosen_name, found.measure, found.due_on, found.reasons, found.owner_id,
       owner.display_name, asked.times
FROM (
    SELECT found.* FROM (
        SELECT grouped.*, coalesce(contact.user_id, grouped.prescriber_id) AS owner_id
        FROM (
            SELECT due.patient_id, due.measure, min(due.due_on) AS due_on, min(due.prescriber_id) AS prescriber_id,
                   jsonb_agg(jsonb_build_object('reason', due.reason, 'on', due.due_on, 'plan', due.plan_id,
                                                'schedule', due.schedule_id)
                             ORDER BY due.due_on, due.reason, due.plan_id) AS reasons
            FROM ({measures}) due
            WHERE {whose}
            GROUP BY due.patient_id, due.measure
        ) grouped
        LEFT JOIN LATERAL (
            SELECT place.user_id FROM patients_careteammember place
            JOIN staff_user person ON person.id = place.user_id AND person.is_active
            WHERE place.patient_id = grouped.patient_id AND place.starts_at <= %(at)s
                AND (place.ends_at IS NULL OR place.ends_at > %(at)s)
            ORDER BY place.is_point_of_contact DESC, place.role = 'prescriber' DESC, place.id LIMIT 1
        ) contact ON TRUE
    ) found
    WHERE {which}
    ORDER BY found.due_on, found.patient_id, found.measure
    LIMIT %(size)s
) found
JOIN patients_patient patient ON patient.id = found.patient_id
LEFT JOIN staff_user owner ON owner.id = found.owner_id
CROSS JOIN LATERAL (
    SELECT count(*) AS times FROM clinical_sessions_measureasked answer
    WHERE answer.patient_id = found.patient_id AND answer.measure = found.measure
        AND answer.asked_at > coalesce((
            SELECT max(filled.filled_in_at) FROM patients_assessment filled
            WHERE filled.patient_id = found.patient_id AND filled.measure = found.measure
                AND NOT EXISTS (SELECT FROM patients_assessmentwithdrawal gone WHERE gone.assessment_id = filled.id)
        ), '-infinity')
) asked
ORDER BY found.due_on, found.patient_id, found.measure
