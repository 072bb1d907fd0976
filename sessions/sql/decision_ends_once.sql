-- Two at once wait for each other here.
PERFORM pg_advisory_xact_lock(hashtextextended('team decision ' || NEW.decision_id, 0));
IF EXISTS (
    SELECT FROM clinical_sessions_decisionoutcome outcome
    WHERE outcome.decision_id = NEW.decision_id AND outcome.what <> 'moved')
THEN
    RAISE EXCEPTION 'a decision ends once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_ends_once';
END IF;
RETURN NEW;
