-- The note is held, so that it cannot be signed while its words are changed.
PERFORM FROM clinical_sessions_psychotherapynote note WHERE note.id = NEW.note_id AND note.signed_at IS NULL FOR SHARE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'the words of a signed psychotherapy note stay'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'words_of_a_signed_psychotherapy_note_stay';
END IF;
IF TG_OP = 'UPDATE' AND (NEW.note_id <> OLD.note_id OR NEW.revision <= OLD.revision) THEN
    RAISE EXCEPTION 'words belong to their note, and each keeping counts one more'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'words_of_a_psychotherapy_note_are_counted';
END IF;
RETURN NEW;
