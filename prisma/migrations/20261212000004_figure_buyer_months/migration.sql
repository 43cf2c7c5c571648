-- The same by month: a year of a large agency is read from a sixth of the rows.
CREATE TABLE figure_buyer_months (
  agency_id uuid NOT NULL,
  creator_id uuid NOT NULL,
  month date NOT NULL,
  fan_id uuid NOT NULL,
  currency text NOT NULL,
  sales int4 NOT NULL,
  amount_minor int8 NOT NULL,
  last_day date NOT NULL,
  PRIMARY KEY (agency_id, creator_id, month, fan_id, currency),
  CONSTRAINT figure_buyer_months_agency_id_creator_id_fkey FOREIGN KEY (agency_id, creator_id) REFERENCES creators (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_buyer_months_agency_id_fan_id_fkey FOREIGN KEY (agency_id, fan_id) REFERENCES fans (agency_id, id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE INDEX figure_buyer_months_agency_id_month_idx ON figure_buyer_months (agency_id, month);
CREATE INDEX figure_buyer_months_agency_id_fan_id_idx ON figure_buyer_months (agency_id, fan_id);

-- All figures are made anew at the next tick.
DELETE FROM figure_runs;
