PERFORM FROM clinical_sessions_psychotherapynote note
JOIN patients_disclosure told ON told.id = NEW.disclosure_id AND told.patient_id = note.patient_id
    AND told.disclosed_by_id = note.author_id
    AND told.what = ARRAY[CASE note.kind WHEN 'psychotherapy' THEN 'psychotherapy-notes' ELSE 'counselling-notes' END]::varchar[]
WHERE note.id = NEW.note_id AND note.signed_at IS NOT NULL;
IF NOT FOUND THEN
    RAISE EXCEPTION 'a copy is given by the author, on an authorisation of such notes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_copied_by_its_author';
END IF;
RETURN NEW;
