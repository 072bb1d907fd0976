IF NOT EXISTS (SELECT FROM clinical_sessions_sessionnote WHERE id = NEW.note_id AND kind = 'group')
    OR (TG_OP = 'UPDATE' AND OLD.patient_id <> NEW.patient_id) THEN
    RAISE EXCEPTION 'Lines of members belong to group notes, and stay with their person.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'line_is_of_a_group';
END IF;
RETURN NEW;
