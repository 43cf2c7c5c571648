-- The segment and scores of somebody whom only an import brought go when they go: kept, they would keep the whole agency's
-- imports from expiring as soon as one of its buyers has a segment.
ALTER TABLE "fan_scores"
  DROP CONSTRAINT "fan_scores_agency_id_fan_id_fkey",
  ADD CONSTRAINT "fan_scores_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id")
    REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
