-- What a rule found in a turn or a reply, once a turn, point and rule, and what people said of it: ids and codes, no text.
CREATE TABLE "alarms" (
    "agency_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "turn_from_seq" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "creator_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "settled_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "wrong_by_id" UUID,
    "wrong_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarms_pkey" PRIMARY KEY ("agency_id", "conversation_id", "turn_from_seq", "stage", "rule"),
    CONSTRAINT "alarms_stage" CHECK ("stage" IN ('fan', 'draft', 'edit', 'final')),
    CONSTRAINT "alarms_level" CHECK ("level" BETWEEN 1 AND 4),
    CONSTRAINT "alarms_outcome" CHECK ("outcome" IN ('confirmed', 'overruled')),
    CONSTRAINT "alarms_settled" CHECK (("outcome" IS NULL) = ("settled_at" IS NULL) AND ("outcome" IS NULL) = ("settled_by_id" IS NULL)),
    CONSTRAINT "alarms_wrong" CHECK (("wrong_by_id" IS NULL) = ("wrong_at" IS NULL))
);
CREATE INDEX "alarms_agency_id_at_idx" ON "alarms"("agency_id", "at");
CREATE INDEX "alarms_agency_id_draft_id_idx" ON "alarms"("agency_id", "draft_id");
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_agency_id_settled_by_id_fkey" FOREIGN KEY ("agency_id", "settled_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_agency_id_wrong_by_id_fkey" FOREIGN KEY ("agency_id", "wrong_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
