-- CreateTable
CREATE TABLE "flows" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL,
    "hears" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flows_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "flow_versions" (
    "agency_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_versions_pkey" PRIMARY KEY ("agency_id","flow_id","version")
);

-- CreateTable
CREATE TABLE "flow_runs" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "fan_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "depth" INTEGER NOT NULL,
    "trigger_type" TEXT NOT NULL,
    "trigger_data" JSONB NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "flow_runs_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "flow_steps" (
    "agency_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "visits" INTEGER NOT NULL,
    "flow_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "executed" TEXT[],
    "error" TEXT,
    "executed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_steps_pkey" PRIMARY KEY ("agency_id","run_id","visits")
);

-- CreateTable
CREATE TABLE "flow_sweeps" (
    "agency_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "next_due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_sweeps_pkey" PRIMARY KEY ("agency_id","flow_id","step")
);

-- CreateIndex
CREATE INDEX "flows_agency_id_status_idx" ON "flows"("agency_id", "status");

-- CreateIndex
CREATE INDEX "flow_runs_agency_id_flow_id_entered_at_idx" ON "flow_runs"("agency_id", "flow_id", "entered_at");

-- CreateIndex
CREATE INDEX "flow_runs_agency_id_fan_id_flow_id_entered_at_idx" ON "flow_runs"("agency_id", "fan_id", "flow_id", "entered_at");

-- CreateIndex
CREATE INDEX "flow_steps_agency_id_flow_id_executed_at_idx" ON "flow_steps"("agency_id", "flow_id", "executed_at");

-- CreateIndex
CREATE INDEX "flow_sweeps_next_due_at_idx" ON "flow_sweeps"("next_due_at");

-- AddForeignKey
ALTER TABLE "flows" ADD CONSTRAINT "flows_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_agency_id_flow_id_fkey" FOREIGN KEY ("agency_id", "flow_id") REFERENCES "flows"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_agency_id_flow_id_fkey" FOREIGN KEY ("agency_id", "flow_id") REFERENCES "flows"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_agency_id_flow_id_version_fkey" FOREIGN KEY ("agency_id", "flow_id", "version") REFERENCES "flow_versions"("agency_id", "flow_id", "version") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_steps" ADD CONSTRAINT "flow_steps_agency_id_run_id_fkey" FOREIGN KEY ("agency_id", "run_id") REFERENCES "flow_runs"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_sweeps" ADD CONSTRAINT "flow_sweeps_agency_id_flow_id_fkey" FOREIGN KEY ("agency_id", "flow_id") REFERENCES "flows"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "flows" ADD CONSTRAINT flow_status CHECK ("status" IN ('active', 'paused', 'draft'));
ALTER TABLE "flow_runs" ADD CONSTRAINT flow_run_waits_or_ended CHECK (
    ("status" = 'waiting' AND "due_at" IS NOT NULL AND "ended_at" IS NULL AND "outcome" IS NULL)
    OR ("status" = 'ended' AND "due_at" IS NULL AND "ended_at" IS NOT NULL AND "outcome" IS NOT NULL)
);
ALTER TABLE "flow_steps" ADD CONSTRAINT flow_step_status CHECK ("status" IN ('success', 'failed', 'partial'));

-- One run that waits for each fan and flow.
CREATE UNIQUE INDEX "flow_runs_one_waiting" ON "flow_runs"("agency_id", "fan_id", "flow_id") WHERE "status" = 'waiting';
-- What is due, oldest first.
CREATE INDEX "flow_runs_due" ON "flow_runs"("agency_id", "due_at") WHERE "status" = 'waiting';
