-- CreateTable
CREATE TABLE "offer_suggestions" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "suggested_at" TIMESTAMPTZ(3) NOT NULL,
    "offer_id" UUID,

    CONSTRAINT "offer_suggestions_pkey" PRIMARY KEY ("agency_id","id")
);

-- AddForeignKey
ALTER TABLE "offer_suggestions" ADD CONSTRAINT "offer_suggestions_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_suggestions" ADD CONSTRAINT "offer_suggestions_agency_id_offer_id_fkey" FOREIGN KEY ("agency_id", "offer_id") REFERENCES "offers"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
