-- CreateTable
CREATE TABLE "score_fits" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "fitted_at" TIMESTAMPTZ(3) NOT NULL,
    "version" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "buyers" INTEGER NOT NULL,
    "fitted" JSONB NOT NULL,

    CONSTRAINT "score_fits_pkey" PRIMARY KEY ("agency_id","creator_id","fitted_at")
);

-- CreateTable
CREATE TABLE "fan_scores" (
    "agency_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "segment" TEXT NOT NULL,
    "segmented_at" TIMESTAMPTZ(3) NOT NULL,
    "fitted_at" TIMESTAMPTZ(3),
    "alive" DOUBLE PRECISION,
    "buys_7" DOUBLE PRECISION,
    "buys_30" DOUBLE PRECISION,
    "value_30_minor" BIGINT,
    "inputs" JSONB,

    CONSTRAINT "fan_scores_pkey" PRIMARY KEY ("agency_id","fan_id")
);

-- CreateIndex
CREATE INDEX "fan_scores_agency_id_creator_id_segment_value_30_minor_idx" ON "fan_scores"("agency_id", "creator_id", "segment", "value_30_minor");

-- AddForeignKey
ALTER TABLE "score_fits" ADD CONSTRAINT "score_fits_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "fan_scores" ADD CONSTRAINT "fan_scores_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "fan_scores" ADD CONSTRAINT "fan_scores_agency_id_creator_id_fitted_at_fkey" FOREIGN KEY ("agency_id", "creator_id", "fitted_at") REFERENCES "score_fits"("agency_id", "creator_id", "fitted_at") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a score was made by stays as it was.
CREATE TRIGGER score_fits_are_append_only BEFORE UPDATE OR DELETE ON score_fits FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Probabilities are probabilities, and a score comes whole or not at all.
ALTER TABLE fan_scores ADD CONSTRAINT fan_scores_are_whole CHECK (
    (fitted_at IS NULL AND alive IS NULL AND buys_7 IS NULL AND buys_30 IS NULL AND value_30_minor IS NULL AND inputs IS NULL)
    OR (fitted_at IS NOT NULL AND alive BETWEEN 0 AND 1 AND buys_7 BETWEEN 0 AND 1 AND buys_30 BETWEEN 0 AND 1
      AND value_30_minor >= 0 AND inputs IS NOT NULL));
