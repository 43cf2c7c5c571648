-- Hours of the fan's day in which nothing with a price is approved; both or none, in minutes of the day.
ALTER TABLE guardrails
  ADD COLUMN quiet_from integer,
  ADD COLUMN quiet_to integer,
  ADD CONSTRAINT quiet_hours_are_minutes_of_a_day CHECK (
    (quiet_from IS NULL AND quiet_to IS NULL)
    OR (quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to
        AND quiet_from IS NOT NULL AND quiet_to IS NOT NULL));
