-- What each rule found on a day, and how often people overruled it.
CREATE TABLE figure_rules (
  agency_id uuid NOT NULL,
  creator_id uuid NOT NULL,
  day date NOT NULL,
  rule text NOT NULL,
  alarms int4 NOT NULL,
  violations int4 NOT NULL,
  overruled int4 NOT NULL,
  PRIMARY KEY (agency_id, creator_id, day, rule),
  CONSTRAINT figure_rules_agency_id_creator_id_fkey FOREIGN KEY (agency_id, creator_id) REFERENCES creators (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX figure_rules_agency_id_day_idx ON figure_rules (agency_id, day);

-- All figures are made anew at the next tick.
DELETE FROM figure_runs;
