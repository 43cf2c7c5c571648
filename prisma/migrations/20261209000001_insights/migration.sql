-- CreateTable
CREATE TABLE "insights" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "detail" JSONB NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "status_by_id" UUID,
    "status_at" TIMESTAMPTZ(3),

    CONSTRAINT "insights_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "alert_watches" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "false_alarm_days" INTEGER NOT NULL,
    "muted" JSONB NOT NULL,

    CONSTRAINT "alert_watches_pkey" PRIMARY KEY ("agency_id","creator_id")
);

-- CreateIndex
CREATE INDEX "insights_agency_id_status_priority_to_day_idx" ON "insights"("agency_id", "status", "priority", "to_day");

-- CreateIndex
CREATE UNIQUE INDEX "insights_agency_id_creator_id_cause_key_key" ON "insights"("agency_id", "creator_id", "cause_key");

-- AddForeignKey
ALTER TABLE "insights" ADD CONSTRAINT "insights_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "insights" ADD CONSTRAINT "insights_agency_id_status_by_id_fkey" FOREIGN KEY ("agency_id", "status_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alert_watches" ADD CONSTRAINT "alert_watches_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE insights ADD CONSTRAINT insights_are_one_of_these CHECK (
    kind IN ('alert', 'churn', 'opportunity') AND priority BETWEEN 1 AND 3 AND from_day <= to_day);
-- What a person made of it bears their name.
ALTER TABLE insights ADD CONSTRAINT insights_are_settled_by_somebody CHECK (
    (status = 'new' AND status_by_id IS NULL AND status_at IS NULL)
    OR (status IN ('taken', 'done', 'dismissed') AND status_by_id IS NOT NULL AND status_at IS NOT NULL));
ALTER TABLE alert_watches ADD CONSTRAINT alert_watches_have_a_budget CHECK (false_alarm_days BETWEEN 7 AND 365);
