-- What came of a price that was shown: `taken`, or `passed` when it expired; null while it may still be taken, and for prices
-- from before there was anything to learn from them.
ALTER TABLE "quotes" ADD COLUMN "segment" TEXT, ADD COLUMN "scale" DOUBLE PRECISION, ADD COLUMN "step" INTEGER,
  ADD COLUMN "expires_at" TIMESTAMPTZ(3), ADD COLUMN "outcome" TEXT;
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_outcome" CHECK ("outcome" IN ('taken', 'passed'));
CREATE INDEX "quotes_agency_id_fan_id_shown_at_idx" ON "quotes" ("agency_id", "fan_id", "shown_at");
-- The minute's sweep looks only for what may have expired.
CREATE INDEX "quotes_open" ON "quotes" ("expires_at") WHERE "outcome" IS NULL;

CREATE TABLE "demand_answers" (
  "agency_id" UUID NOT NULL,
  "creator_id" UUID NOT NULL,
  "segment" TEXT NOT NULL,
  "step" INTEGER NOT NULL,
  "shown" INTEGER NOT NULL,
  "taken" INTEGER NOT NULL,
  CONSTRAINT "demand_answers_pkey" PRIMARY KEY ("agency_id", "creator_id", "segment", "step"),
  CONSTRAINT "demand_answers_counted" CHECK ("shown" >= 0 AND "taken" >= 0)
);
ALTER TABLE "demand_answers" ADD CONSTRAINT "demand_answers_agency_id_creator_id_fkey"
  FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators" ("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "price_settings" (
  "agency_id" UUID NOT NULL,
  "creator_id" UUID NOT NULL,
  "exploring" BOOLEAN NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "price_settings_pkey" PRIMARY KEY ("agency_id", "creator_id")
);
ALTER TABLE "price_settings" ADD CONSTRAINT "price_settings_agency_id_creator_id_fkey"
  FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators" ("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
