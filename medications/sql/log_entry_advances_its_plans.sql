IF NEW.kind = 'not-reached' THEN
    RETURN NULL;
END IF;
-- A resolution counts where the entry that it is about counts; a correction where either does.
SELECT * INTO original FROM medications_logentry WHERE id = NEW.about_id;
UPDATE medications_titrationplan p SET log_version = log_version + 1
WHERE p.patient_id = NEW.patient_id AND p.status <> 'closed' AND EXISTS (
    SELECT FROM (VALUES
        (NEW.kind <> 'resolution', NEW.medication_id, NEW.severity::text, NEW.effect_id),
        (original.id IS NOT NULL, original.medication_id, original.severity::text, original.effect_id)
    ) AS e(speaks, medication_id, severity, effect_id)
    WHERE e.speaks AND (
        e.medication_id IS NULL OR e.medication_id = p.medication_id OR e.severity = 'severe'
        OR medications_flag_class(e.effect_id, p.medication_id) IS NOT NULL));
RETURN NULL;
