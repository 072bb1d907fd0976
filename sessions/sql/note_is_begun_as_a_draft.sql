IF NEW.signed_at IS NOT NULL OR NEW.set_aside_at IS NOT NULL THEN
    RAISE EXCEPTION 'a note begins as a draft'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_begins_as_a_draft';
END IF;
IF EXISTS (SELECT FROM patients_patient WHERE id = NEW.patient_id AND merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a merged record is only read'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';
END IF;
RETURN NEW;
