SELECT * INTO plan FROM medications_titrationplan WHERE id = NEW.plan_id;
SELECT * INTO chart FROM patients_chartversion WHERE patient_id = plan.patient_id FOR NO KEY UPDATE;
SELECT * INTO plan FROM medications_titrationplan WHERE id = NEW.plan_id FOR NO KEY UPDATE;
SELECT * INTO medication FROM medications_medication WHERE id = plan.medication_id;

-- Under the lock, so that ids and recording moments stand in the order of the changes; nothing here is believed
-- from the caller.
NEW.id := nextval('medications_dosechange_id_seq');
NEW.recorded_at := clock_timestamp();
NEW.patient_id := plan.patient_id;
NEW.medication_id := plan.medication_id;
NEW.regimen_id := NULL;
IF NEW.step_id IS NOT NULL THEN
    SELECT * INTO wanted FROM medications_titrationstep WHERE id = NEW.step_id;
    IF wanted.plan_id IS DISTINCT FROM NEW.plan_id THEN
        PERFORM medications_refuse('not-next-step', 'the step belongs to another plan');
    END IF;
    NEW.regimen_id := wanted.regimen_id;
END IF;
IF NEW.made_at > NEW.recorded_at + interval '5 seconds' THEN
    PERFORM medications_refuse('made-in-the-future', 'a dose change is not made in the future');
END IF;

SELECT * INTO last FROM medications_dosechange
    WHERE patient_id = plan.patient_id AND medication_id = plan.medication_id ORDER BY id DESC LIMIT 1;
IF FOUND THEN
    before := last.regimen_id;
ELSE
    SELECT o.regimen_id INTO before FROM medications_observeddose o
        WHERE o.patient_id = plan.patient_id AND o.medication_id = plan.medication_id ORDER BY o.id LIMIT 1;
END IF;
NEW.direction := medications_direction(
    medications_stored_regimen(before), medications_stored_regimen(NEW.regimen_id), medication.is_sedating);
IF NEW.direction <> 'up' THEN
    RETURN NEW;
END IF;

IF NEW.made_at < last.made_at THEN
    PERFORM medications_refuse('made-out-of-order', 'a step up is not made before the order that it follows');
END IF;
IF plan.status <> 'active' THEN
    PERFORM medications_refuse('plan-not-active', 'the plan is not active');
END IF;
SELECT s.position INTO reached FROM medications_dosechange c JOIN medications_titrationstep s ON s.id = c.step_id
    WHERE c.plan_id = plan.id ORDER BY c.id DESC LIMIT 1;
reached := coalesce(reached, 0);
-- After a pause the plan begins again where it was, or lower; else it moves one step at a time.
IF wanted.position > (CASE WHEN before IS NULL AND reached > 0 THEN reached ELSE reached + 1 END) THEN
    PERFORM medications_refuse('not-next-step', 'a step up goes to the next step');
END IF;
IF NOT medications_may_prescribe(NEW.made_by_id) THEN
    PERFORM medications_refuse('reviewer-not-prescriber', 'a step up is made by a prescriber');
END IF;
IF medications_wants_to_wait(plan.patient_id, plan.medication_id) THEN
    PERFORM medications_refuse('patient-wants-to-wait', 'the patient wants to wait');
END IF;
IF medications_has_open_stop_flag(plan.patient_id, plan.medication_id) THEN
    PERFORM medications_refuse('red-flag-open', 'a red flag is open');
END IF;

SELECT * INTO review FROM medications_review WHERE id = NEW.review_id;
IF NOT FOUND OR review.plan_id <> plan.id OR review.to_step_id IS DISTINCT FROM NEW.step_id THEN
    PERFORM medications_refuse('review-missing', 'no review of this step');
END IF;
IF review.decision <> 'proceed' THEN
    PERFORM medications_refuse('review-not-proceed', 'the review does not say proceed');
END IF;
IF review.patient_view <> 'agrees' THEN
    PERFORM medications_refuse('patient-not-asked', 'the review does not say that the patient agrees');
END IF;
IF review.read_version <> plan.log_version + chart.version
    OR NEW.made_at < review.signed_at OR NEW.made_at >= review.valid_until
    OR NEW.first_dose_on > (review.valid_until AT TIME ZONE 'UTC')::date THEN
    PERFORM medications_refuse('review-outdated', 'the review is no longer current');
END IF;
RETURN NEW;
