PERFORM FROM clinical_sessions_psychotherapynote note WHERE note.id = NEW.note_id AND note.signed_at <= NEW.signed_at;
IF NOT FOUND THEN
    RAISE EXCEPTION 'a psychotherapy note is added to once it is signed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_added_to_once_signed';
END IF;
RETURN NEW;
