SELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = NEW.note_id;
IF note.signed_at IS NULL OR NEW.signed_at < note.signed_at THEN
    RAISE EXCEPTION 'an addendum follows a signed note'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'addendum_follows_a_signed_note';
END IF;
IF NEW.signed_at > clock_timestamp() + interval '5 seconds' THEN
    RAISE EXCEPTION 'an addendum is not signed in the future'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_is_not_signed_in_the_future';
END IF;
IF EXISTS (SELECT FROM patients_patient WHERE id = note.patient_id AND merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a merged record is only read'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';
END IF;
RETURN NEW;
