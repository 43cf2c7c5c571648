-- CreateTable
CREATE TABLE "asked_drafts" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "fan_id" UUID,
    "conversation_id" UUID,
    "asked_by_kind" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "request_key" TEXT,
    "text" TEXT,
    "answer" JSONB NOT NULL,
    "draft_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asked_drafts_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateIndex
CREATE INDEX "asked_drafts_agency_id_fan_id_idx" ON "asked_drafts"("agency_id", "fan_id");

-- CreateIndex
CREATE UNIQUE INDEX "asked_drafts_agency_id_asked_by_id_request_key_key" ON "asked_drafts"("agency_id", "asked_by_id", "request_key");

-- AddForeignKey
ALTER TABLE "asked_drafts" ADD CONSTRAINT "asked_drafts_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "asked_drafts" ADD CONSTRAINT "asked_drafts_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "asked_drafts" ADD CONSTRAINT "asked_drafts_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id") REFERENCES "conversations"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "asked_drafts" ADD CONSTRAINT "asked_drafts_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "asked_drafts" ADD CONSTRAINT asked_by CHECK ("asked_by_kind" IN ('operator', 'api-key'));
