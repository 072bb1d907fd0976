IF EXISTS (
    SELECT FROM clinical_sessions_notetemplate WHERE id = NEW.template_id AND published_at IS NOT NULL FOR SHARE
) OR (TG_OP = 'UPDATE' AND OLD.template_id <> NEW.template_id) THEN
    RAISE EXCEPTION 'A published template stays as it is: write the next version.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'published_note_template_stays';
END IF;
RETURN NEW;
