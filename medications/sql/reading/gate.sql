-- What the gate weighs and what may change from day to day, in one question: the log as it bears on one medication, what
-- else changed lately, what else is taken or was, which pairs were acknowledged for the plan, and the newest consent to
-- the medication, with whether sharing changed since it was last spoken of. One row a finding.
WITH standing AS MATERIALIZED (
    SELECT entry.id, entry.kind, entry.severity, entry.course, entry.effect_id, entry.medication_id, entry.happened_at
    FROM medications_logentry entry
    WHERE entry.patient_id = %(patient)s AND entry.kind IN ('report', 'check-in', 'correction')
        AND NOT entry.is_retraction
        AND NOT EXISTS (
            SELECT FROM medications_logentry later WHERE later.about_id = entry.id AND later.kind = 'correction')
),
marked AS MATERIALIZED (
    SELECT standing.id, effect.term, standing.happened_at, red.flag_class,
           standing.severity = 'severe' AND standing.course IN ('new', 'worse') AS is_severe
    FROM standing
    JOIN medications_effect effect ON effect.id = standing.effect_id
    LEFT JOIN (
        SELECT effect_id, min(flag_class) AS flag_class FROM medications_redflag
        WHERE NOT is_retired AND (medication_id = %(medication)s OR medication_id IS NULL AND (
            class_code = '' OR class_code IN (
                SELECT member.class_code FROM medications_classmember member
                JOIN medications_medication own ON own.code = member.member_code
                WHERE own.id = %(medication)s AND NOT member.is_retired)))
        GROUP BY effect_id
    ) red ON red.effect_id = standing.effect_id
    WHERE standing.kind <> 'check-in'
),
still_open AS MATERIALIZED (
    SELECT * FROM marked WHERE (flag_class IS NOT NULL OR is_severe) AND NOT medications_is_resolved(id)
),
acknowledged AS (
    SELECT max(recorded_at) AS at FROM medications_acknowledgement
    WHERE plan_id = %(plan)s AND code = 'another-change-recent'
),
ordered AS MATERIALIZED (
    SELECT DISTINCT ON (medication_id) medication_id, kind, first_dose_on, recorded_at
    FROM medications_dosechange
    WHERE patient_id = %(patient)s AND medication_id <> %(medication)s
    ORDER BY medication_id, id DESC
),
observed AS (
    SELECT DISTINCT ON (medication_id) medication_id, taken_since, recorded_at
    FROM medications_observeddose
    WHERE patient_id = %(patient)s AND medication_id <> %(medication)s
    ORDER BY medication_id, id DESC
),
elsewhere AS (
    SELECT * FROM medications_othermedication
    WHERE patient_id = %(patient)s AND medication_id IS DISTINCT FROM %(medication)s
),
treatment AS (
    SELECT treatment.id, treatment.purpose, given.given_at, given.revoked_at, given.expires_on
    FROM medications_treatmentconsent treatment JOIN patients_consent given ON given.id = treatment.consent_id
    WHERE treatment.patient_id = %(patient)s AND treatment.medication_id = %(medication)s
    ORDER BY treatment.id DESC LIMIT 1
)
SELECT 'open-flag' AS part, id, '' AS code, term AS name, flag_class AS kind, NULL::date AS since,
       NULL::date AS changed_on, NULL::date AS stopped_on, happened_at AS at, TRUE AS holds
FROM still_open WHERE flag_class IS NOT NULL
UNION ALL
SELECT 'open-severe', id, '', term, '', NULL, NULL, NULL, happened_at, TRUE FROM still_open WHERE is_severe
UNION ALL
SELECT 'wants-to-wait', NULL, '', '', '', NULL, NULL, NULL, NULL,
       medications_wants_to_wait(%(patient)s, %(medication)s)
UNION ALL
SELECT 'newest-answer', NULL, '', '', '', NULL, NULL, NULL, max(happened_at), TRUE
FROM standing WHERE medication_id IS NULL OR medication_id = %(medication)s
UNION ALL
SELECT 'changed', NULL, '', medication.name, '', NULL, change.first_dose_on, NULL, NULL,
       coalesce(acknowledged.at >= change.recorded_at, FALSE)
FROM medications_dosechange change
JOIN medications_medication medication ON medication.id = change.medication_id
CROSS JOIN acknowledged
WHERE change.patient_id = %(patient)s AND change.medication_id <> %(medication)s AND change.direction = 'up'
    AND change.first_dose_on > %(earliest)s
UNION ALL
SELECT 'changed', NULL, '', elsewhere.name, '', NULL, greatest(started_on, changed_on), NULL, NULL,
       coalesce(acknowledged.at >= recorded_at, FALSE)
FROM elsewhere CROSS JOIN acknowledged
WHERE NOT is_brief AND (stopped_on IS NULL OR stopped_on > %(today)s)
    AND greatest(started_on, changed_on) > %(earliest)s
UNION ALL
SELECT 'taken', NULL, medication.code, medication.name, '', NULL,
       CASE WHEN ordered.kind = 'dose' THEN first_dose_on END,
       CASE WHEN ordered.kind <> 'dose' THEN first_dose_on END, recorded_at, TRUE
FROM ordered JOIN medications_medication medication ON medication.id = ordered.medication_id
UNION ALL
-- A dose found in use of what we never ordered, or found since our last order of it.
SELECT 'taken', NULL, medication.code, medication.name, '', taken_since, NULL, NULL, observed.recorded_at, TRUE
FROM observed
JOIN medications_medication medication ON medication.id = observed.medication_id
LEFT JOIN ordered ON ordered.medication_id = observed.medication_id
WHERE ordered.recorded_at IS NULL OR observed.recorded_at > ordered.recorded_at
UNION ALL
SELECT 'taken', NULL, medication.code, elsewhere.name, '', started_on, coalesce(changed_on, started_on), stopped_on,
       recorded_at, TRUE
FROM elsewhere LEFT JOIN medications_medication medication ON medication.id = elsewhere.medication_id
UNION ALL
SELECT 'acknowledged', NULL, partner, '', '', NULL, NULL, NULL, max(recorded_at), TRUE
FROM medications_acknowledgement WHERE plan_id = %(plan)s AND code = 'interaction-unacknowledged'
GROUP BY partner
UNION ALL
SELECT 'consent', id, '', purpose,
       CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_on < %(today)s THEN 'expired' ELSE 'given' END,
       NULL, NULL, NULL, given_at, medications_sharing_changed(%(patient)s, id, given_at)
FROM treatment
ORDER BY at DESC NULLS LAST, id DESC
