-- A flow that is put away: its runs have ended, and its name is free.
ALTER TABLE "flows" DROP CONSTRAINT flow_status;
ALTER TABLE "flows" ADD CONSTRAINT flow_status CHECK ("status" IN ('active', 'paused', 'draft', 'archived'));
