-- AlterTable
ALTER TABLE "figure_work" ADD COLUMN "looked" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "quick" INTEGER NOT NULL DEFAULT 0;

-- All figures are made anew at the next tick.
DELETE FROM "figure_runs";
