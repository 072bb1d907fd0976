-- The meeting is held, so that it cannot be closed meanwhile.
PERFORM FROM clinical_sessions_teammeeting meeting WHERE meeting.id = NEW.meeting_id AND meeting.closed_at IS NULL FOR SHARE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'a closed meeting stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_meeting_stays_closed';
END IF;
RETURN NEW;
