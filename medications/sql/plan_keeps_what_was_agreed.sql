IF NEW.patient_id <> OLD.patient_id OR NEW.medication_id <> OLD.medication_id THEN
    PERFORM medications_refuse('plan-keeps-its-patient', 'a plan keeps its patient and medication');
END IF;
IF (OLD.status <> 'draft' AND NEW.status = 'draft') OR (OLD.status = 'closed' AND NEW.status <> 'closed') THEN
    PERFORM medications_refuse('plan-goes-forward', 'a plan does not return to draft, nor from closed');
END IF;
IF OLD.status <> 'draft'
    AND (OLD.indication, OLD.schedule_id, OLD.is_low_dose_start, OLD.crosses_id, OLD.made_with)
        IS DISTINCT FROM
        (NEW.indication, NEW.schedule_id, NEW.is_low_dose_start, NEW.crosses_id, NEW.made_with) THEN
    PERFORM medications_refuse('plan-keeps-what-it-is-judged-by', 'close the plan and write another');
END IF;
IF NEW.log_version < OLD.log_version THEN
    PERFORM medications_refuse('version-never-falls', 'a log version never falls');
END IF;
RETURN NEW;
