-- Who paid on a day, and how much: for the top fans, and for cohorts by the month of the first purchase.
CREATE TABLE figure_buyers (
  agency_id uuid NOT NULL,
  creator_id uuid NOT NULL,
  day date NOT NULL,
  fan_id uuid NOT NULL,
  currency text NOT NULL,
  sales int4 NOT NULL,
  amount_minor int8 NOT NULL,
  PRIMARY KEY (agency_id, creator_id, day, fan_id, currency),
  CONSTRAINT figure_buyers_agency_id_creator_id_fkey FOREIGN KEY (agency_id, creator_id) REFERENCES creators (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- A fan who is erased is in no list any more, at once.
  CONSTRAINT figure_buyers_agency_id_fan_id_fkey FOREIGN KEY (agency_id, fan_id) REFERENCES fans (agency_id, id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE INDEX figure_buyers_agency_id_day_idx ON figure_buyers (agency_id, day);
-- Without it every erasure of a fan would look through the whole table.
CREATE INDEX figure_buyers_agency_id_fan_id_idx ON figure_buyers (agency_id, fan_id);

-- All figures are made anew at the next tick.
DELETE FROM figure_runs;
