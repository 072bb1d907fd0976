-- Regimen arithmetic in SQL: the same as medications/rules/regimen.py, for the trigger that does not trust us.
-- A regimen is {"release": text, "doses": [{"mg", "at", "every", "offset", "as_needed", "at_most"}]};
-- null or no doses is nothing.

CREATE OR REPLACE FUNCTION medications_measures(regimen jsonb)
RETURNS TABLE (scheduled_per_cycle numeric, largest_at_one_time numeric, largest_in_a_day numeric, by_day_per_cycle numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    WITH dose AS (
        SELECT mg, "at", every, "offset", as_needed, CASE WHEN as_needed THEN mg * at_most ELSE mg END AS most
        FROM jsonb_to_recordset(coalesce(regimen -> 'doses', '[]'::jsonb))
            AS d(mg numeric, "at" text, every int, "offset" int, as_needed boolean, at_most int)
    ), taken AS (
        SELECT day, mg, "at", most FROM dose, generate_series(0, 419) AS day WHERE day % every = "offset"
    )
    SELECT
        coalesce((SELECT sum(mg * (420 / every)) FROM dose WHERE NOT as_needed), 0),
        coalesce((SELECT max(amount) FROM (SELECT sum(mg) AS amount FROM taken GROUP BY day, "at") AS one_time), 0),
        coalesce((SELECT max(amount) FROM (SELECT sum(most) AS amount FROM taken GROUP BY day) AS one_day), 0),
        coalesce((SELECT sum(most * (420 / every)) FROM dose
                  WHERE "at" IN ('morning', 'midday', 'afternoon', 'any')), 0)
$$;

CREATE OR REPLACE FUNCTION medications_direction(before jsonb, after jsonb, sedating boolean)
RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
DECLARE
    nothing_before boolean := coalesce(jsonb_array_length(before -> 'doses'), 0) = 0;
    nothing_after boolean := coalesce(jsonb_array_length(after -> 'doses'), 0) = 0;
    old record;
    new record;
BEGIN
    IF nothing_after THEN
        RETURN CASE WHEN nothing_before THEN 'lateral' ELSE 'stop' END;
    END IF;
    IF nothing_before OR before ->> 'release' IS DISTINCT FROM after ->> 'release' THEN
        RETURN 'up';
    END IF;
    SELECT * INTO old FROM medications_measures(before);
    SELECT * INTO new FROM medications_measures(after);
    IF new.scheduled_per_cycle > old.scheduled_per_cycle
        OR new.largest_at_one_time > old.largest_at_one_time
        OR new.largest_in_a_day > old.largest_in_a_day
        OR (sedating AND new.by_day_per_cycle > old.by_day_per_cycle) THEN
        RETURN 'up';
    END IF;
    IF new.scheduled_per_cycle < old.scheduled_per_cycle
        OR new.largest_at_one_time < old.largest_at_one_time
        OR new.largest_in_a_day < old.largest_in_a_day THEN
        RETURN 'down';
    END IF;
    RETURN 'lateral';
END
$$;
