-- What was found of a fan bears their name and goes when they go.
-- AlterTable
ALTER TABLE "insights" ADD COLUMN "fan_id" UUID;

UPDATE insights i SET fan_id = f.id FROM fans f
WHERE f.agency_id = i.agency_id AND f.id::text = i.detail ->> 'fanId';
-- Whoever went before left this behind.
DELETE FROM insights WHERE fan_id IS NULL AND detail ? 'fanId';

-- CreateIndex
CREATE INDEX "insights_agency_id_fan_id_idx" ON "insights"("agency_id", "fan_id");

-- AddForeignKey
ALTER TABLE "insights" ADD CONSTRAINT "insights_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
