-- Who asked for another draft or snoozed a card, why they snoozed it, and when the writer was given up on.

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "handled_by_id" UUID,
ADD COLUMN     "handled_why" TEXT,
ADD COLUMN     "redraft_failed_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_handled_by_id_fkey" FOREIGN KEY ("agency_id", "handled_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
