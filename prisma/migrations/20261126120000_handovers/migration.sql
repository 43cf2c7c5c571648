-- CreateTable
CREATE TABLE "handovers" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID,
    "desk" TEXT,
    "channel" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "taken_by_id" UUID,
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "handover_notes" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "handover_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_notes_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateIndex
CREATE INDEX "handover_notes_agency_id_handover_id_idx" ON "handover_notes"("agency_id", "handover_id");

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_agency_id_from_id_fkey" FOREIGN KEY ("agency_id", "from_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_agency_id_to_id_fkey" FOREIGN KEY ("agency_id", "to_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_agency_id_taken_by_id_fkey" FOREIGN KEY ("agency_id", "taken_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "handover_notes" ADD CONSTRAINT "handover_notes_agency_id_handover_id_fkey" FOREIGN KEY ("agency_id", "handover_id") REFERENCES "handovers"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "handover_notes" ADD CONSTRAINT "handover_notes_agency_id_by_id_fkey" FOREIGN KEY ("agency_id", "by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
