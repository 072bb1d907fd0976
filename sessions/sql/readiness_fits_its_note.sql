-- Readiness belongs to a draft about the same person, by whoever writes that note. The lock makes signing wait.
IF NOT EXISTS (
    SELECT FROM clinical_sessions_sessionnote note
    WHERE note.id = NEW.note_id AND note.patient_id = NEW.patient_id AND note.author_id = NEW.looked_by_id
        AND note.signed_at IS NULL AND note.set_aside_at IS NULL
    FOR NO KEY UPDATE
) THEN
    RAISE EXCEPTION 'Readiness belongs to your own draft about the same person.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'readiness_fits_its_note';
END IF;
RETURN NEW;
