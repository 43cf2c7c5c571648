-- How much may be asked of one fan in a day and in thirty, and how many plain answers may go in an hour; null: no limit.
ALTER TABLE guardrails
  ADD COLUMN plain_per_hour integer,
  ADD COLUMN per_day_minor integer,
  ADD COLUMN per_fan_minor integer,
  ADD CONSTRAINT caps_are_amounts CHECK (plain_per_hour >= 1 AND per_day_minor >= 0 AND per_fan_minor >= 0);

-- What was asked with the reply that took the place; null: a plain answer.
ALTER TABLE reservations ADD COLUMN price_minor integer;
UPDATE reservations r SET price_minor = d.price_minor FROM decisions d WHERE d.agency_id = r.agency_id AND d.id = r.decision_id;
