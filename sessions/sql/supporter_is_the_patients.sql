IF NOT EXISTS (
    SELECT FROM clinical_sessions_sessionnote note JOIN patients_supporter supporter USING (patient_id)
    WHERE note.id = NEW.note_id AND supporter.id = NEW.supporter_id AND note.kind = 'family'
) OR (TG_OP = 'UPDATE' AND OLD.supporter_id <> NEW.supporter_id) THEN
    RAISE EXCEPTION 'In a family session there are supporters of the person whom the note is about.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'supporter_is_the_patients';
END IF;
RETURN NEW;
