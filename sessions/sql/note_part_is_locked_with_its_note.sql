-- Not FOR SHARE: signing writes to the note afterwards, and two who share it would wait for each other.
IF TG_OP = 'DELETE' THEN of_note := OLD.note_id; ELSE of_note := NEW.note_id; END IF;
SELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = of_note FOR NO KEY UPDATE;
IF note.signed_at IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.note_id <> NEW.note_id THEN
    RAISE EXCEPTION 'a signed note stays as it was signed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';
END IF;
IF note.set_aside_at IS NOT NULL THEN
    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';
END IF;
IF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a merged record is only read'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
