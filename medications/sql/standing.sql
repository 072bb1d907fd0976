-- What the triggers ask of the stored record: who may prescribe, who is on the team, what is open, who waits.

CREATE OR REPLACE FUNCTION medications_stored_regimen(regimen bigint)
RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT jsonb_build_object(
        'release', r.release,
        'doses', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'mg', d.amount_mg, 'at', d.at, 'every', d.every_days, 'offset', d."offset",
                'as_needed', d.as_needed, 'at_most', d.at_most)), '[]'::jsonb)
            FROM medications_regimendose d WHERE d.regimen_id = r.id))
    FROM medications_regimen r WHERE r.id = regimen
$$;

CREATE OR REPLACE FUNCTION medications_may_prescribe(person bigint)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM staff_user u
        JOIN staff_user_groups ug ON ug.user_id = u.id
        JOIN auth_group g ON g.id = ug.group_id
        WHERE u.id = person AND u.is_active AND g.name = 'prescriber')
$$;

-- On the team at a moment, in person or as the named cover of somebody who is.
CREATE OR REPLACE FUNCTION medications_on_team(patient bigint, person bigint, moment timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM patients_careteammember m
        WHERE m.patient_id = patient AND m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment)
            AND (m.user_id = person OR EXISTS (
                SELECT FROM staff_cover c
                WHERE c.absent_id = m.user_id AND c.stand_in_id = person
                    AND c.starts_at <= moment AND c.ends_at > moment)))
$$;

-- The class in which an effect is red for a medication; stop wins over treat; null where it is not red.
CREATE OR REPLACE FUNCTION medications_flag_class(effect bigint, medication bigint)
RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT min(f.flag_class) FROM medications_redflag f
    WHERE f.effect_id = effect AND NOT f.is_retired
        AND (f.medication_id = medication OR f.medication_id IS NULL AND (
            f.class_code = '' OR f.class_code IN (
                SELECT member.class_code FROM medications_classmember member
                JOIN medications_medication own ON own.code = member.member_code
                WHERE own.id = medication AND NOT member.is_retired)))
$$;

CREATE OR REPLACE FUNCTION medications_is_resolved(entry bigint)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT coalesce(bool_or(r.resolution IN ('ended', 'other-cause')), false)
        OR count(DISTINCT r.recorded_by_id) FILTER (WHERE r.resolution = 'long-standing') >= 2
    FROM medications_logentry r WHERE r.about_id = entry AND r.kind = 'resolution'
$$;

-- Whether a stop flag of this medication is unresolved, whatever medicine the entry blames.
CREATE OR REPLACE FUNCTION medications_has_open_stop_flag(patient bigint, medication bigint)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM medications_logentry e
        WHERE e.patient_id = patient AND e.kind IN ('report', 'correction') AND NOT e.is_retraction
            AND medications_flag_class(e.effect_id, medication) = 'stop'
            AND NOT EXISTS (SELECT FROM medications_logentry c WHERE c.about_id = e.id AND c.kind = 'correction')
            AND NOT medications_is_resolved(e.id))
$$;

-- Whether the patient's last word on waiting, about this medication or about none, is that they want to wait.
CREATE OR REPLACE FUNCTION medications_wants_to_wait(patient bigint, medication bigint)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT coalesce((
        SELECT w.kind = 'wait-request' FROM medications_logentry w
        WHERE w.patient_id = patient AND w.kind IN ('wait-request', 'wait-withdrawn')
            AND (w.medication_id IS NULL OR w.medication_id = medication)
        ORDER BY w.happened_at DESC, w.id DESC LIMIT 1), false)
$$;

-- Whether a release was given or taken back since a consent to treatment was given, or was last said to stand.
CREATE OR REPLACE FUNCTION medications_sharing_changed(patient bigint, treatment bigint, given timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM patients_consent shared
        WHERE shared.patient_id = patient AND shared.kind = 'release'
            AND greatest(shared.given_at, shared.revoked_at) > (
                SELECT greatest(given, max(stands.confirmed_at)) FROM medications_consentstands stands
                WHERE stands.treatment_consent_id = treatment))
$$;

-- Refuse with a name that surfaces in the error, as a constraint's does.
CREATE OR REPLACE FUNCTION medications_refuse(rule text, explanation text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION '%: %', rule, explanation USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = rule;
END
$$;
