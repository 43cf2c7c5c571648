-- The one message of ours in a card's thread, where its desk has threads, and whether a first note there was answered.
ALTER TABLE "posted_cards" ADD COLUMN     "noted_at" TIMESTAMPTZ(3),
ADD COLUMN     "thread_begun_at" TIMESTAMPTZ(3),
ADD COLUMN     "thread_hash" TEXT,
ADD COLUMN     "thread_ref" TEXT;
-- A note names the message that it stands under.
CREATE INDEX posted_cards_message ON posted_cards (agency_id, desk, channel, ref);
