SELECT * INTO plan FROM medications_titrationplan WHERE id = NEW.plan_id;
PERFORM FROM patients_chartversion WHERE patient_id = plan.patient_id FOR NO KEY UPDATE;
NEW.id := nextval('medications_review_id_seq');
NEW.recorded_at := clock_timestamp();
IF NEW.signed_at > NEW.recorded_at + interval '5 seconds' THEN
    PERFORM medications_refuse('signed-in-the-future', 'a review is not signed in the future');
END IF;
IF NOT medications_may_prescribe(NEW.signed_by_id) THEN
    PERFORM medications_refuse('reviewer-not-prescriber', 'a review is signed by a prescriber');
END IF;
IF NOT medications_on_team(plan.patient_id, NEW.signed_by_id, NEW.signed_at) THEN
    PERFORM medications_refuse('reviewer-not-prescriber', 'a review is signed by somebody of the team');
END IF;
IF NEW.to_step_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM medications_titrationstep WHERE id = NEW.to_step_id AND plan_id = NEW.plan_id) THEN
    PERFORM medications_refuse('review-of-another-plan', 'the step belongs to another plan');
END IF;
IF NEW.read_version <> (
    SELECT p.log_version + c.version FROM medications_titrationplan p
    JOIN patients_chartversion c ON c.patient_id = p.patient_id WHERE p.id = NEW.plan_id) THEN
    PERFORM medications_refuse('review-outdated', 'something new came in while this was read');
END IF;
RETURN NEW;
