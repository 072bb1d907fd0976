PERFORM FROM clinical_sessions_meetingitem item
JOIN clinical_sessions_teammeeting meeting ON meeting.id = item.meeting_id AND meeting.closed_at IS NULL
WHERE item.id = NEW.item_id AND item.patient_id = NEW.patient_id FOR SHARE OF meeting;
IF NOT FOUND THEN
    RAISE EXCEPTION 'a decision is made in an open meeting, about the patient of its item'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_decision_is_made_in_an_open_meeting';
END IF;
RETURN NEW;
