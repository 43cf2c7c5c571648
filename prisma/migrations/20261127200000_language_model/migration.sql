-- CreateTable
CREATE TABLE "model_days" (
    "agency_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "spent_micros" BIGINT NOT NULL,

    CONSTRAINT "model_days_pkey" PRIMARY KEY ("agency_id","day")
);

-- CreateTable
CREATE TABLE "model_calls" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "task" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "subject" UUID,
    "outcome" TEXT,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "cost_micros" BIGINT NOT NULL,
    "took_ms" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_calls_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateIndex
CREATE INDEX "model_calls_agency_id_day_idx" ON "model_calls"("agency_id", "day");

-- AddForeignKey
ALTER TABLE "model_days" ADD CONSTRAINT "model_days_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_agency_id_day_fkey" FOREIGN KEY ("agency_id", "day") REFERENCES "model_days"("agency_id", "day") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A call ends one of three ways, and what it used is known from then on.
ALTER TABLE model_calls
    ADD CONSTRAINT model_call_outcome CHECK (outcome IN ('answered', 'away', 'refused')),
    ADD CONSTRAINT model_call_is_whole CHECK (
        (outcome IS NULL AND tokens_in IS NULL AND tokens_out IS NULL AND took_ms IS NULL)
        OR (outcome IS NOT NULL AND tokens_in >= 0 AND tokens_out >= 0 AND took_ms >= 0)),
    ADD CONSTRAINT model_call_costs_nothing_below_zero CHECK (cost_micros >= 0);
