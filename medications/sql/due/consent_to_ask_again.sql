-- What is shared with others changed since somebody consented to a treatment, or last said that their consent stands.
SELECT plan.id AS key, plan.patient_id, coalesce(contact.user_id, plan.prescriber_id) AS owner_id,
       shared.at AS due_at, FALSE AS urgent, '/medications/plans/' || plan.id || '/#consent' AS link, shared.at AS news_at
FROM (
    SELECT patient_id, max(greatest(given_at, revoked_at)) AS at FROM patients_consent
    WHERE kind = 'release' GROUP BY patient_id
) shared
JOIN medications_titrationplan plan
    ON plan.patient_id = shared.patient_id AND plan.status IN ('active', 'on-hold', 'paused')
JOIN LATERAL (
    SELECT given.id, consent.given_at, consent.revoked_at FROM medications_treatmentconsent given
    JOIN patients_consent consent ON consent.id = given.consent_id
    WHERE given.patient_id = plan.patient_id AND given.medication_id = plan.medication_id
    ORDER BY given.id DESC LIMIT 1
) treatment ON treatment.revoked_at IS NULL AND treatment.given_at < shared.at
LEFT JOIN patients_careteammember contact
    ON contact.patient_id = plan.patient_id AND contact.is_point_of_contact
        AND contact.starts_at <= %(at)s AND contact.ends_at IS NULL
WHERE shared.at <= %(at)s AND NOT EXISTS (
    SELECT FROM medications_consentstands stands
    WHERE stands.treatment_consent_id = treatment.id AND stands.confirmed_at >= shared.at)
