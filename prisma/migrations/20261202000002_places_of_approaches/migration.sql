-- AlterTable
ALTER TABLE "reservations" ADD COLUMN "approach" BOOLEAN NOT NULL DEFAULT false;
