-- So that the visit does not move between this look and the end of the transaction. Not FOR SHARE: two who share it
-- and then write to it would wait for each other.
SELECT * INTO STRICT visit FROM clinical_sessions_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;
NEW.during := tstzrange(visit.starts_at, visit.ends_at);
NEW.is_live := visit.cancelled_at IS NULL AND NEW.replaced_at IS NULL;
IF NEW.is_live AND NEW.is_deliberate_overlap AND visit.overlap_reason = '' THEN
    RAISE EXCEPTION 'an overlap has a reason'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_overlap_has_a_reason';
END IF;
RETURN NEW;
