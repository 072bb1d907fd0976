PERFORM FROM patients_chartversion WHERE patient_id = NEW.patient_id FOR NO KEY UPDATE;
NEW.id := nextval('medications_logentry_id_seq');
NEW.recorded_at := clock_timestamp();
IF NEW.happened_at > NEW.recorded_at + interval '5 seconds' THEN
    PERFORM medications_refuse('happened-in-the-future', 'a log entry does not lie in the future');
END IF;
IF NEW.about_id IS NULL THEN
    RETURN NEW;
END IF;

SELECT e.*, coalesce(f.needs_end_or_cause, false) AS needs_end_or_cause INTO original
    FROM medications_logentry e LEFT JOIN medications_effect f ON f.id = e.effect_id WHERE e.id = NEW.about_id;
IF original.patient_id <> NEW.patient_id THEN
    PERFORM medications_refuse('entry-of-another-patient', 'the entry spoken of is about somebody else');
END IF;
IF original.kind NOT IN ('report', 'check-in', 'correction') THEN
    PERFORM medications_refuse('entry-cannot-be-changed', 'only reports and check-ins are corrected or resolved');
END IF;
IF EXISTS (SELECT FROM medications_logentry WHERE about_id = original.id AND kind = 'correction') THEN
    PERFORM medications_refuse('entry-is-corrected-once', 'the entry was corrected already: speak of the correction');
END IF;
IF (NEW.kind = 'resolution' OR original.severity = 'severe' OR EXISTS (
        SELECT FROM medications_redflag WHERE effect_id = original.effect_id AND NOT is_retired))
    AND NOT medications_may_prescribe(NEW.recorded_by_id) THEN
    PERFORM medications_refuse('prescriber-needed', 'a prescriber resolves or corrects red flags and severe effects');
END IF;
IF NEW.resolution = 'long-standing' AND original.needs_end_or_cause THEN
    PERFORM medications_refuse('needs-end-or-cause', 'this effect is closed only when ended or explained');
END IF;
RETURN NEW;
