-- Two people who calibrated a creator at once left two proposals: the newest one stands.
UPDATE calibrations c SET state = 'replaced' WHERE c.state = 'proposed' AND EXISTS (
  SELECT FROM calibrations n WHERE n.agency_id = c.agency_id AND n.creator_id = c.creator_id AND n.state = 'proposed'
    AND (n.asked_at, n.id) > (c.asked_at, c.id));
CREATE UNIQUE INDEX one_open_calibration ON calibrations (agency_id, creator_id) WHERE state = 'proposed';
