SELECT 'clinician', vc.id, vc.clinician_id, vc.visit_id, lower(vc.during), upper(vc.during)
FROM clinical_sessions_visitclinician AS vc
WHERE vc.is_live AND vc.clinician_id = ANY(%(clinicians)s) AND vc.during && tstzrange(%(starts_at)s, %(ends_at)s)
    AND vc.visit_id IS DISTINCT FROM %(besides)s
UNION ALL
SELECT 'room', v.id, v.room_id, v.id, v.starts_at, v.ends_at
FROM clinical_sessions_visit AS v
WHERE v.cancelled_at IS NULL AND v.room_id = ANY(%(rooms)s)
    AND tstzrange(v.starts_at, v.ends_at) && tstzrange(%(starts_at)s, %(ends_at)s)
    AND v.id IS DISTINCT FROM %(besides)s
UNION ALL
SELECT 'patient', b.id, b.patient_id, b.visit_id, lower(b.during), upper(b.during)
FROM clinical_sessions_booking AS b
WHERE b.is_live AND b.patient_id = ANY(%(patients)s) AND b.during && tstzrange(%(starts_at)s, %(ends_at)s)
    AND b.visit_id IS DISTINCT FROM %(besides)s
ORDER BY 5, 1, 2
