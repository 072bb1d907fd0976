-- Somebody was asked to co-sign a review that is still current, and has not done so.
SELECT request.id AS key, plan.patient_id, request.asked_of_id AS owner_id, request.asked_at AS due_at,
       FALSE AS urgent, '/medications/plans/' || plan.id || '/co-sign/' AS link, request.asked_at AS news_at
FROM medications_cosignrequest request
JOIN medications_review review ON review.id = request.review_id
JOIN medications_titrationplan plan ON plan.id = review.plan_id
JOIN patients_chartversion chart ON chart.patient_id = plan.patient_id
WHERE review.read_version = plan.log_version + chart.version AND review.valid_until > %(at)s
    AND request.asked_at <= %(at)s
    AND NOT EXISTS (
        SELECT FROM medications_cosign cosign
        WHERE cosign.review_id = review.id AND cosign.codes @> request.codes)
    AND NOT EXISTS (SELECT FROM medications_dosechange spent WHERE spent.review_id = review.id)
