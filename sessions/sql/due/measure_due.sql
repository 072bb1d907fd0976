-- One prompt for a person, however many measures wait: whoever is their point of contact asks for all of them at once.
SELECT asked.patient_id AS key, asked.patient_id, coalesce(contact.user_id, asked.prescriber_id) AS owner_id,
       -- By the end of the day, so that a review of the same day comes first.
       (asked.due_on + time '23:59') AT TIME ZONE %(practice_zone)s AS due_at, FALSE AS urgent,
       '/patients/' || asked.patient_id || '/measures/' AS link,
       (asked.due_on + time '23:59') AT TIME ZONE %(practice_zone)s AS news_at
FROM (
    SELECT due.patient_id, min(due.due_on) AS due_on, min(due.prescriber_id) AS prescriber_id
    FROM ({measures}) due
    GROUP BY due.patient_id
) asked
LEFT JOIN LATERAL (
    SELECT place.user_id FROM patients_careteammember place
    JOIN staff_user person ON person.id = place.user_id AND person.is_active
    WHERE place.patient_id = asked.patient_id AND place.starts_at <= %(at)s
        AND (place.ends_at IS NULL OR place.ends_at > %(at)s)
    ORDER BY place.is_point_of_contact DESC, place.role = 'prescriber' DESC, place.id LIMIT 1
) contact ON TRUE
-- Of somebody without a team nobody asks yet; the leads need not hear of it.
WHERE contact.user_id IS NOT NULL OR asked.prescriber_id IS NOT NULL
