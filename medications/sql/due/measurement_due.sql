-- Plans in effect whose medicine asks for a measurement that holds nothing up, or for an answer about pregnancy: what
-- medications/rules/following_up.py says too. Of conditions it reads age, sex, indication and days taken; facts that
-- depend on anything else are refused when they are saved. It waits from its day on, and is due some days later.
SELECT waiting.plan_id AS key, waiting.patient_id, waiting.prescriber_id AS owner_id,
       min(waiting.due_at) AS due_at, FALSE AS urgent,
       '/medications/plans/' || waiting.plan_id || '/#also-due' AS link, min(waiting.due_at) AS news_at
FROM (
    SELECT asked.plan_id, asked.patient_id, asked.prescriber_id, asked.within + coalesce(
               CASE WHEN done.newest_on >= asked.begun_on THEN done.newest_on + asked.days + 1 ELSE asked.first_on END
                   ::timestamp AT TIME ZONE %(practice_zone)s, asked.activated_at) AS due_at
    FROM (
        SELECT DISTINCT ON (plan.patient_id, plan.id, fact.names)
               plan.id AS plan_id, plan.patient_id, plan.prescriber_id, plan.activated_at, plan.medication_code,
               plan.today, plan.within, fact.names, fact.days, plan.since + part.from_day AS first_on,
               CASE WHEN plan.since IS NULL OR part.from_day = 0
                    THEN coalesce(plan.since, plan.today) - plan.baseline_days
                    ELSE plan.since + greatest(part.from_day - plan.early_days, 0) END AS begun_on
        FROM (
            SELECT plan.id, plan.patient_id, plan.prescriber_id, plan.medication_id, plan.activated_at, plan.indication,
                   medicine.code AS medication_code, patient.sex_for_dosing AS sex, moment.today,
                   extract(year FROM age(moment.today, patient.birth_date))::int AS age,
                   moment.today - taken.since AS days_taken,
                   CASE WHEN taken.since <= moment.today THEN taken.since END AS since,
                   coalesce(own.follow_up_baseline_days, %(follow_up_baseline_days)s::int) AS baseline_days,
                   coalesce(own.follow_up_early_days, %(follow_up_early_days)s::int) AS early_days,
                   make_interval(days => coalesce(own.follow_up_within_days, %(follow_up_within_days)s::int)) AS within
            FROM medications_titrationplan plan
            JOIN medications_medication medicine ON medicine.id = plan.medication_id
            JOIN patients_patient patient ON patient.id = plan.patient_id
            CROSS JOIN LATERAL (SELECT (%(at)s AT TIME ZONE %(practice_zone)s)::date AS today) moment
            LEFT JOIN (
                SELECT patient_id, medication_id, min(first_dose_on) AS since
                FROM medications_dosechange GROUP BY patient_id, medication_id
            ) ordered ON ordered.patient_id = plan.patient_id AND ordered.medication_id = plan.medication_id
            LEFT JOIN (
                SELECT DISTINCT ON (patient_id, medication_id) patient_id, medication_id, taken_since AS since
                FROM medications_observeddose ORDER BY patient_id, medication_id, id
            ) found ON found.patient_id = plan.patient_id AND found.medication_id = plan.medication_id
            CROSS JOIN LATERAL (SELECT coalesce(ordered.since, found.since) AS since) taken
            LEFT JOIN medications_practicethresholds own ON TRUE
            WHERE plan.status IN ('active', 'on-hold')
        ) plan
        JOIN medications_medicationfact fact
            ON fact.medication_id = plan.medication_id AND fact.kind = 'follow-up' AND NOT fact.is_retired
        CROSS JOIN LATERAL (
            SELECT coalesce((fact.applies_when ->> 'days_taken_at_least')::int, 0) AS from_day
        ) part
        -- One expression about all of it: in parts, PostgreSQL would hold every fact against every person first.
        WHERE CASE WHEN coalesce(plan.days_taken, 0) < part.from_day THEN FALSE
                   WHEN plan.age <= (fact.applies_when ->> 'age_over')::int THEN FALSE
                   WHEN plan.age < (fact.applies_when ->> 'age_at_least')::int THEN FALSE
                   WHEN plan.age >= (fact.applies_when ->> 'age_under')::int THEN FALSE
                   WHEN NOT coalesce(fact.applies_when -> 'sexes' ? plan.sex, TRUE) THEN FALSE
                   WHEN NOT coalesce(fact.applies_when -> 'indications' ? plan.indication, TRUE) THEN FALSE
                   WHEN plan.since IS NULL AND 'serum-level' = ANY (fact.names) THEN FALSE
                   ELSE TRUE END
        ORDER BY plan.patient_id, plan.id, fact.names, part.from_day DESC, fact.days
    ) asked
    CROSS JOIN LATERAL (
        SELECT (max(measured.taken_at) AT TIME ZONE 'UTC')::date AS newest_on FROM patients_measurement measured
        WHERE measured.patient_id = asked.patient_id AND measured.kind = ANY (asked.names)
            AND measured.analyte IN ('', asked.medication_code) AND measured.taken_at <= %(at)s
    ) done
    WHERE done.newest_on IS NULL OR done.newest_on < asked.begun_on OR asked.today - done.newest_on > asked.days
    UNION ALL
    SELECT plan.id, plan.patient_id, plan.prescriber_id,
           plan.activated_at
               + make_interval(days => coalesce(own.follow_up_within_days, %(follow_up_within_days)s::int))
    FROM medications_titrationplan plan
    JOIN patients_patient patient ON patient.id = plan.patient_id
    LEFT JOIN medications_practicethresholds own ON TRUE
    LEFT JOIN LATERAL (
        SELECT answer.pregnant, answer.breast_feeding FROM patients_pregnancyanswer answer
        WHERE answer.patient_id = plan.patient_id ORDER BY answer.id DESC LIMIT 1
    ) told ON TRUE
    WHERE plan.status IN ('active', 'on-hold') AND patient.sex_for_dosing IN ('female', 'intersex')
        AND extract(year FROM age((%(at)s AT TIME ZONE %(practice_zone)s)::date, patient.birth_date))
            < coalesce(own.pregnancy_asked_under_age, %(pregnancy_asked_under_age)s::int)
        AND EXISTS (
            SELECT FROM medications_medicationfact fact
            WHERE fact.medication_id = plan.medication_id AND NOT fact.is_retired
                AND ((fact.applies_when ->> 'pregnant' = 'true' AND coalesce(told.pregnant, 'unknown') = 'unknown')
                    OR (fact.applies_when ->> 'breast_feeding' = 'true'
                        AND coalesce(told.breast_feeding, 'unknown') = 'unknown')))
) waiting
GROUP BY waiting.plan_id, waiting.patient_id, waiting.prescriber_id
