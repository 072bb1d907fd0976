IF NOT EXISTS (
    SELECT FROM patients_consent consent
    WHERE consent.id = NEW.consent_id AND consent.kind = 'treatment' AND consent.patient_id = NEW.patient_id) THEN
    PERFORM medications_refuse('treatment-consent-is-theirs', 'it belongs to a consent to treatment of the same person');
END IF;
RETURN NEW;
