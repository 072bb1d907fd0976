SELECT r.signed_by_id, p.patient_id INTO review FROM medications_review r
    JOIN medications_titrationplan p ON p.id = r.plan_id WHERE r.id = NEW.review_id;
PERFORM FROM patients_chartversion WHERE patient_id = review.patient_id FOR NO KEY UPDATE;
NEW.recorded_at := clock_timestamp();
IF NEW.signed_at > NEW.recorded_at + interval '5 seconds' THEN
    PERFORM medications_refuse('signed-in-the-future', 'a co-sign is not signed in the future');
END IF;
IF NOT medications_may_prescribe(NEW.signed_by_id) OR NEW.signed_by_id = review.signed_by_id THEN
    PERFORM medications_refuse('co-sign-needs-a-second-prescriber', 'a second prescriber co-signs');
END IF;
RETURN NEW;
