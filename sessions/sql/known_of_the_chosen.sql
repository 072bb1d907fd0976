SELECT 'takes', t.clinicianprofile_id, t.visittype_id
FROM clinical_sessions_clinicianprofile_visit_types AS t WHERE t.clinicianprofile_id = ANY(%(clinicians)s)
UNION ALL
SELECT 'needs-step-free', n.patient_id, NULL
FROM patients_logisticneeds AS n WHERE n.patient_id = ANY(%(patients)s) AND n.step_free = 'needed'
