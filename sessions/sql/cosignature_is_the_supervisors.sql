SELECT * INTO STRICT note FROM clinical_sessions_sessionnote WHERE id = NEW.note_id;
IF note.signed_at IS NULL OR NEW.signed_at < note.signed_at
    OR NEW.signed_at > clock_timestamp() + interval '5 seconds' THEN
    RAISE EXCEPTION 'a co-signature follows a signed note'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'cosignature_follows_a_signed_note';
END IF;
-- Whoever was the supervisor when it was signed, or is now, as people leave.
IF NEW.signed_by_id = note.author_id OR NOT EXISTS (
    SELECT FROM clinical_sessions_supervision AS supervision
    WHERE supervision.supervisee_id = note.author_id AND supervision.supervisor_id = NEW.signed_by_id
        AND (tstzrange(supervision.starts_at, supervision.ends_at) @> note.signed_at
            OR tstzrange(supervision.starts_at, supervision.ends_at) @> NEW.signed_at)) THEN
    RAISE EXCEPTION 'the supervisor of whoever signed co-signs'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'cosignature_is_the_supervisors';
END IF;
RETURN NEW;
