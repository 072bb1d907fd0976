-- Exposure work that did not come up by itself needs readiness that allowed it, as last looked at in this note, or the
-- plain truth about why not: sessions.rules.near_trauma says the same.
IF EXISTS (
    SELECT FROM clinical_sessions_noteframe frame
    WHERE frame.note_id = NEW.id AND frame.near_trauma <> 'came-up-by-itself' AND btrim(frame.without_readiness) = ''
        AND EXISTS (
            SELECT FROM clinical_sessions_technique technique
            WHERE technique.code = ANY (frame.techniques) AND technique.is_exposure)
        AND NOT coalesce((
            SELECT looked.allows FROM clinical_sessions_readiness looked
            WHERE looked.note_id = NEW.id ORDER BY looked.id DESC LIMIT 1), FALSE)
) THEN
    RAISE EXCEPTION 'Planned work near the trauma needs readiness that was looked at, or a word on why it was not.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_work_waits_for_readiness';
END IF;
RETURN NEW;
