-- AlterTable
ALTER TABLE "guardrails" ADD COLUMN     "second_person_above_discount_percent" INTEGER;

-- CreateTable
CREATE TABLE "offers" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "discount_type" TEXT NOT NULL,
    "discount_value" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "content_ids" UUID[],
    "audience" JSONB NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "limit_total" INTEGER,
    "limit_per_fan" INTEGER,
    "limit_per_day" INTEGER,
    "stacks" BOOLEAN NOT NULL,
    "floor_minor" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "redemption_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID,
    "first_by_id" UUID,
    CONSTRAINT "offers_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "offer_versions" (
    "agency_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID,
    CONSTRAINT "offer_versions_pkey" PRIMARY KEY ("agency_id","offer_id","version")
);

-- CreateTable
CREATE TABLE "redemptions" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    CONSTRAINT "redemptions_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateIndex
CREATE INDEX "offers_agency_id_creator_id_state_idx" ON "offers"("agency_id", "creator_id", "state");

-- CreateIndex
CREATE INDEX "redemptions_agency_id_offer_id_at_idx" ON "redemptions"("agency_id", "offer_id", "at");

-- CreateIndex
CREATE INDEX "redemptions_agency_id_fan_id_at_idx" ON "redemptions"("agency_id", "fan_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "redemptions_agency_id_key_key" ON "redemptions"("agency_id", "key");

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_agency_id_changed_by_id_fkey" FOREIGN KEY ("agency_id", "changed_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_agency_id_first_by_id_fkey" FOREIGN KEY ("agency_id", "first_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_versions" ADD CONSTRAINT "offer_versions_agency_id_offer_id_fkey" FOREIGN KEY ("agency_id", "offer_id") REFERENCES "offers"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_versions" ADD CONSTRAINT "offer_versions_agency_id_changed_by_id_fkey" FOREIGN KEY ("agency_id", "changed_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_agency_id_offer_id_fkey" FOREIGN KEY ("agency_id", "offer_id") REFERENCES "offers"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_agency_id_by_id_fkey" FOREIGN KEY ("agency_id", "by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
