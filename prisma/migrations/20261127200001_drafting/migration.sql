-- AlterTable
ALTER TABLE "personas" ADD COLUMN     "bad_examples" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "boundaries" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "good_examples" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "preset" TEXT,
ADD COLUMN     "style" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "taboos" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tone" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "asked_for" TEXT,
ADD COLUMN     "translations" JSONB;

-- CreateTable
CREATE TABLE "draft_outcomes" (
    "agency_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "writer" TEXT NOT NULL,
    "said" REAL NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_outcomes_pkey" PRIMARY KEY ("agency_id","draft_id")
);

-- CreateTable
CREATE TABLE "draft_examples" (
    "agency_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "situation" TEXT NOT NULL,
    "drafted" TEXT NOT NULL,
    "approved" TEXT NOT NULL,
    "edit_share" REAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_examples_pkey" PRIMARY KEY ("agency_id","draft_id")
);

-- CreateTable
CREATE TABLE "persona_consents" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "learns_from_edits" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "persona_consents_pkey" PRIMARY KEY ("agency_id","creator_id")
);

-- CreateIndex
CREATE INDEX "draft_outcomes_agency_id_creator_id_at_idx" ON "draft_outcomes"("agency_id", "creator_id", "at");

-- CreateIndex
CREATE INDEX "draft_examples_agency_id_creator_id_situation_at_idx" ON "draft_examples"("agency_id", "creator_id", "situation", "at");

-- CreateIndex
CREATE INDEX "draft_examples_agency_id_fan_id_idx" ON "draft_examples"("agency_id", "fan_id");

-- AddForeignKey
ALTER TABLE "draft_outcomes" ADD CONSTRAINT "draft_outcomes_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "draft_examples" ADD CONSTRAINT "draft_examples_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "draft_examples" ADD CONSTRAINT "draft_examples_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "persona_consents" ADD CONSTRAINT "persona_consents_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE drafts ADD CONSTRAINT draft_asked_for CHECK (asked_for IN ('shorter', 'warmer', 'no-sale'));
ALTER TABLE draft_outcomes
    ADD CONSTRAINT draft_outcome_kind CHECK (outcome IN ('accepted', 'edited', 'dismissed')),
    ADD CONSTRAINT draft_outcome_said CHECK (said BETWEEN 0 AND 1);
