UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;
RETURN NULL;
