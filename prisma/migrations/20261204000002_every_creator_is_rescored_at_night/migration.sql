-- Creators that were added by command had no night: whoever bought nothing more never slipped to another segment.
INSERT INTO schedules (agency_id, id, task, subject, zone, minute_of_day, weekdays, next_due_at)
SELECT c.agency_id, gen_random_uuid(), 'rescore-creator', c.id::text, c.zone, 250, '{}', now() FROM creators c
ON CONFLICT (agency_id, task, subject) DO NOTHING;
