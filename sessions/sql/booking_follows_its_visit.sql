-- One at a time, so that two people do not take the last place of a group.
SELECT * INTO STRICT visit FROM clinical_sessions_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;
NEW.during := tstzrange(visit.starts_at, visit.ends_at);
NEW.is_live := visit.cancelled_at IS NULL AND NEW.status <> 'cancelled';
IF NEW.is_live AND NEW.is_deliberate_overlap AND visit.overlap_reason = '' THEN
    RAISE EXCEPTION 'an overlap has a reason'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_overlap_has_a_reason';
END IF;
IF NEW.is_live AND visit.capacity <= (
        SELECT count(*) FROM clinical_sessions_booking AS other
        WHERE other.visit_id = NEW.visit_id AND other.is_live AND other.id <> NEW.id) THEN
    RAISE EXCEPTION 'the group is full'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'group_has_room_for_everybody';
END IF;
RETURN NEW;
