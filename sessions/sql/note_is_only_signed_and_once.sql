IF OLD.signed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a signed note stays as it was signed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_as_it_was_signed';
END IF;
IF (NEW.id, NEW.kind, NEW.patient_id, NEW.visit_id, NEW.template_id, NEW.author_id, NEW.began_at)
    IS DISTINCT FROM (OLD.id, OLD.kind, OLD.patient_id, OLD.visit_id, OLD.template_id, OLD.author_id, OLD.began_at) THEN
    RAISE EXCEPTION 'a note stays what it was begun as'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_what_it_was_begun_as';
END IF;
IF OLD.set_aside_at IS NOT NULL AND NEW.set_aside_at IS NOT NULL THEN
    RAISE EXCEPTION 'a note that was set aside is taken up before it is written'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_stays_set_aside';
END IF;
IF EXISTS (SELECT FROM patients_patient WHERE id = NEW.patient_id AND merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a merged record is only read'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_of_a_merged_record_is_only_read';
END IF;
IF NEW.signed_at > clock_timestamp() + interval '5 seconds' THEN
    RAISE EXCEPTION 'a note is not signed in the future'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'note_is_not_signed_in_the_future';
END IF;
RETURN NEW;
