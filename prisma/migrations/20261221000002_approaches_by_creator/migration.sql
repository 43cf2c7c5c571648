-- What winning back brings, and what a list of yesterday brought, are read by creator.
-- CreateIndex
CREATE INDEX "approaches_agency_id_creator_id_asked_at_idx" ON "approaches"("agency_id", "creator_id", "asked_at");
