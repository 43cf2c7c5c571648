-- What was drafted beside the cards for somebody whom only an import brought goes when they go: it would keep the whole
-- agency's imports from expiring, and the words written to them here.
ALTER TABLE "asked_drafts"
  DROP CONSTRAINT "asked_drafts_agency_id_fan_id_fkey",
  DROP CONSTRAINT "asked_drafts_agency_id_conversation_id_fkey",
  ADD CONSTRAINT "asked_drafts_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id")
    REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT,
  ADD CONSTRAINT "asked_drafts_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id")
    REFERENCES "conversations"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
-- By which they are found when a conversation goes.
CREATE INDEX "asked_drafts_agency_id_conversation_id_idx" ON "asked_drafts"("agency_id", "conversation_id");
