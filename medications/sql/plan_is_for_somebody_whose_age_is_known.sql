IF EXISTS (SELECT FROM patients_patient WHERE id = NEW.patient_id AND birth_date IS NULL) THEN
    RAISE EXCEPTION 'A plan is written for somebody whose birth date is known.' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
