IF OLD.signed_at IS NOT NULL OR NEW.signed_at IS NULL
    OR to_jsonb(NEW) - 'signed_at' IS DISTINCT FROM to_jsonb(OLD) - 'signed_at'
THEN
    RAISE EXCEPTION 'a psychotherapy note is only ever signed, once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_only_signed_and_once';
END IF;
IF NOT EXISTS (
    SELECT FROM clinical_sessions_psychotherapynotewords words WHERE words.note_id = NEW.id AND words.words_sealed <> '')
THEN
    RAISE EXCEPTION 'a psychotherapy note is signed with words'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'psychotherapy_note_is_signed_with_words';
END IF;
RETURN NEW;
