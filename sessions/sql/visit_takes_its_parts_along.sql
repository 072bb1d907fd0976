-- Their own triggers read the new time, and the exclusion constraints look at it again.
UPDATE clinical_sessions_visitclinician SET visit_id = visit_id WHERE visit_id = NEW.id AND is_live;
UPDATE clinical_sessions_booking SET visit_id = visit_id WHERE visit_id = NEW.id AND is_live;
RETURN NULL;
