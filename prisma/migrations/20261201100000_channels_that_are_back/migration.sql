-- When a channel was there again after it had been gone: what it missed until then is made up for.
ALTER TABLE "channel_states" ADD COLUMN     "back_at" TIMESTAMPTZ(3);
-- The minute's tick asks for channels that are gone.
CREATE INDEX channel_states_gone ON channel_states (checked_at) WHERE verdict = 'gone';
