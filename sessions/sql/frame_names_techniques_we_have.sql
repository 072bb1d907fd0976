IF EXISTS (
    SELECT FROM unnest(NEW.techniques) AS named (code)
    WHERE NOT EXISTS (SELECT FROM clinical_sessions_technique known WHERE known.code = named.code)
) THEN
    RAISE EXCEPTION 'A technique is chosen from the list.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'frame_names_techniques_we_have';
END IF;
RETURN NEW;
