-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "offer_id" UUID;

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "offer_id" UUID;

-- CreateTable
CREATE TABLE "offer_uses" (
    "agency_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "redemption_id" UUID,
    CONSTRAINT "offer_uses_pkey" PRIMARY KEY ("agency_id","draft_id")
);

-- CreateIndex
CREATE INDEX "offer_uses_agency_id_offer_id_shown_at_idx" ON "offer_uses"("agency_id", "offer_id", "shown_at");

-- CreateIndex
CREATE INDEX "offer_uses_agency_id_fan_id_asset_id_idx" ON "offer_uses"("agency_id", "fan_id", "asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_uses_agency_id_redemption_id_key" ON "offer_uses"("agency_id", "redemption_id");

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_agency_id_offer_id_fkey" FOREIGN KEY ("agency_id", "offer_id") REFERENCES "offers"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_offer_id_fkey" FOREIGN KEY ("agency_id", "offer_id") REFERENCES "offers"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_uses" ADD CONSTRAINT "offer_uses_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_uses" ADD CONSTRAINT "offer_uses_agency_id_offer_id_fkey" FOREIGN KEY ("agency_id", "offer_id") REFERENCES "offers"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_uses" ADD CONSTRAINT "offer_uses_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_uses" ADD CONSTRAINT "offer_uses_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_uses" ADD CONSTRAINT "offer_uses_agency_id_redemption_id_fkey" FOREIGN KEY ("agency_id", "redemption_id") REFERENCES "redemptions"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
