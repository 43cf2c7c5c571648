-- A reply can go with several offers that stack, and sell several assets at one price.
-- AlterTable
ALTER TABLE "offer_uses" ADD COLUMN     "asset_ids" UUID[];
UPDATE "offer_uses" SET "asset_ids" = ARRAY["asset_id"];
ALTER TABLE "offer_uses" DROP CONSTRAINT "offer_uses_pkey",
ADD CONSTRAINT "offer_uses_pkey" PRIMARY KEY ("agency_id", "draft_id", "offer_id");

-- CreateTable
CREATE TABLE "unlocked_beside" (
    "agency_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "purchase_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unlocked_beside_pkey" PRIMARY KEY ("agency_id","fan_id","asset_id")
);

-- AddForeignKey
ALTER TABLE "unlocked_beside" ADD CONSTRAINT "unlocked_beside_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unlocked_beside" ADD CONSTRAINT "unlocked_beside_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
