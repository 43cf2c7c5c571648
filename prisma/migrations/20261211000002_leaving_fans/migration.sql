-- CreateTable
CREATE TABLE "leaving_fans" (
    "agency_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "creator_id" UUID NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "risk" DOUBLE PRECISION NOT NULL,
    "held_out" BOOLEAN NOT NULL,

    CONSTRAINT "leaving_fans_pkey" PRIMARY KEY ("agency_id","fan_id","month")
);

-- CreateIndex
CREATE INDEX "leaving_fans_agency_id_creator_id_found_at_idx" ON "leaving_fans"("agency_id", "creator_id", "found_at");

-- AddForeignKey
ALTER TABLE "leaving_fans" ADD CONSTRAINT "leaving_fans_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
