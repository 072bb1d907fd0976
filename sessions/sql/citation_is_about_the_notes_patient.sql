-- Held until the end of the transaction, so that nobody signs the note meanwhile.
SELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = NEW.note_id FOR NO KEY UPDATE;
IF note.signed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a signed note stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_is_written_before_the_signature';
END IF;
whose := COALESCE(
    (SELECT patient_id FROM medications_logentry WHERE id = NEW.log_entry_id),
    (SELECT plan.patient_id FROM medications_review review
     JOIN medications_titrationplan plan ON plan.id = review.plan_id WHERE review.id = NEW.review_id),
    (SELECT patient_id FROM medications_dosechange WHERE id = NEW.dose_change_id),
    (SELECT patient_id FROM patients_assessment WHERE id = NEW.assessment_id),
    (SELECT patient_id FROM clinical_sessions_readiness WHERE id = NEW.readiness_id));
IF whose IS DISTINCT FROM note.patient_id OR note.patient_id IS NULL THEN
    RAISE EXCEPTION 'a note cites what is about its own patient'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_is_about_the_notes_patient';
END IF;
RETURN NEW;
