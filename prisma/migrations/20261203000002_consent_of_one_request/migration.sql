-- What a consent is about, in the agency's own words, and its end. One from before names nothing, and lifts nothing.
ALTER TABLE "content_consents"
    ADD COLUMN "concerns" TEXT[],
    ADD COLUMN "revoked_at" TIMESTAMPTZ(3),
    ADD COLUMN "revoked_by_id" UUID;
ALTER TABLE "content_consents" ADD CONSTRAINT "content_consents_agency_id_revoked_by_id_fkey" FOREIGN KEY ("agency_id", "revoked_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "content_consents" ADD CONSTRAINT "content_consents_revoked" CHECK (("revoked_at" IS NULL) = ("revoked_by_id" IS NULL));
