-- CreateTable
CREATE TABLE "calibrations" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "found" JSONB NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "calibrations_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateIndex
CREATE INDEX "calibrations_agency_id_creator_id_asked_at_idx" ON "calibrations"("agency_id", "creator_id", "asked_at");

-- AddForeignKey
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_agency_id_asked_by_id_fkey" FOREIGN KEY ("agency_id", "asked_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_agency_id_decided_by_id_fkey" FOREIGN KEY ("agency_id", "decided_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was found stays as it was shown, and only a person's decision ends a proposal.
ALTER TABLE calibrations ADD CONSTRAINT calibrations_are_decided_by_somebody CHECK (
    (state IN ('proposed', 'replaced') AND decided_by_id IS NULL AND decided_at IS NULL)
    OR (state IN ('accepted', 'declined') AND decided_by_id IS NOT NULL AND decided_at IS NOT NULL));
