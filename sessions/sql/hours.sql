SELECT h.clinician_id, 'weekly', h.weekday, h.starts, h.ends, h.from_on, h.until_on, NULL, NULL,
    h.location_id, h.with_telehealth, l.time_zone
FROM clinical_sessions_availability AS h LEFT JOIN clinical_sessions_location AS l ON l.id = h.location_id
WHERE h.clinician_id = ANY(%(clinicians)s) AND h.weekday = ANY(%(weekdays)s)
    AND h.from_on <= %(last_on)s AND (h.until_on IS NULL OR h.until_on >= %(first_on)s)
UNION ALL
SELECT e.clinician_id, e.kind, NULL, NULL, NULL, NULL, NULL, e.starts_at, e.ends_at,
    e.location_id, e.with_telehealth, NULL
FROM clinical_sessions_availabilityexception AS e
WHERE e.clinician_id = ANY(%(clinicians)s) AND e.withdrawn_at IS NULL
    AND e.starts_at < %(ends_at)s AND e.ends_at > %(starts_at)s
