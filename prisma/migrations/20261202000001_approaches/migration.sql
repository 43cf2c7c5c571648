-- CreateTable
CREATE TABLE "approaches" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "cause_kind" TEXT NOT NULL,
    "cause_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "template" TEXT,
    "note" TEXT,
    "why" TEXT,
    "asset_id" UUID,
    "offer_id" UUID,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "reason" TEXT,
    "outcome" TEXT,
    "draft_id" UUID,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "drafted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "approaches_pkey" PRIMARY KEY ("agency_id","id")
);

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN "approach_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "approaches_agency_id_key_key" ON "approaches"("agency_id", "key");

-- CreateIndex
CREATE INDEX "approaches_agency_id_fan_id_asked_at_idx" ON "approaches"("agency_id", "fan_id", "asked_at");

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_approach_id_fkey" FOREIGN KEY ("agency_id", "approach_id") REFERENCES "approaches"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approaches" ADD CONSTRAINT "approaches_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approaches" ADD CONSTRAINT "approaches_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approaches" ADD CONSTRAINT "approaches_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
