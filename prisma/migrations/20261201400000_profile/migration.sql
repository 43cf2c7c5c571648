-- A fan's own time zone where a person has set it, and since when the fan objects to profiling.
ALTER TABLE "fans" ADD COLUMN     "profiling_refused_at" TIMESTAMPTZ(3),
ADD COLUMN     "zone" TEXT;
