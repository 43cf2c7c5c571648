-- AlterTable
ALTER TABLE "insights" ADD COLUMN "told_at" TIMESTAMPTZ(3),
ADD COLUMN "told_channel" TEXT,
ADD COLUMN "told_desk" TEXT;

ALTER TABLE insights ADD CONSTRAINT insights_are_told_somewhere CHECK (
    (told_desk IS NULL) = (told_channel IS NULL) AND (told_desk IS NULL OR told_at IS NOT NULL));
