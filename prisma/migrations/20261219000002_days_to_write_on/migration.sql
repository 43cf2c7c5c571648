-- Anniversaries are looked up by the day on which a fan first bought, most fans never did.
CREATE INDEX "fans_first_bought" ON "fans"("agency_id", "creator_id", "first_purchase_at") WHERE "first_purchase_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "subscriptions_agency_id_until_idx" ON "subscriptions"("agency_id", "until");
