-- What a creator doesn't do, as words to look for, and who set a version: a form that is late says who was first.
ALTER TABLE "guardrails" ADD COLUMN "outside_boundaries" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "set_by_id" UUID,
  ADD CONSTRAINT "guardrails_agency_id_set_by_id_fkey" FOREIGN KEY ("agency_id", "set_by_id")
    REFERENCES "operators" ("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "guardrails" ALTER COLUMN "outside_boundaries" DROP DEFAULT;
