-- AlterTable
ALTER TABLE "decisions" ADD COLUMN "looked_ms" INTEGER;

-- AlterTable
ALTER TABLE "first_approvals" ADD COLUMN "looked_ms" INTEGER;

-- CreateIndex
CREATE INDEX "first_approvals_agency_id_operator_id_at_idx" ON "first_approvals"("agency_id", "operator_id", "at");
