-- That a creator agrees to what a fan asked for: who recorded it, on which card. No text.
CREATE TABLE "content_consents" (
    "agency_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "given" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "content_consents_pkey" PRIMARY KEY ("agency_id", "draft_id"),
    CONSTRAINT "content_consents_given" CHECK ("given" IN ('agreed', 'listed'))
);
CREATE INDEX "content_consents_agency_id_conversation_id_at_idx" ON "content_consents"("agency_id", "conversation_id", "at");
ALTER TABLE "content_consents" ADD CONSTRAINT "content_consents_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "content_consents" ADD CONSTRAINT "content_consents_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "content_consents" ADD CONSTRAINT "content_consents_agency_id_recorded_by_id_fkey" FOREIGN KEY ("agency_id", "recorded_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
