-- The reply that a purchase came after is the last one sent in the conversation: looked up by when it was sent, so that it costs
-- the same however many were sent before.
CREATE INDEX deliveries_sent ON deliveries (agency_id, conversation_id, sent_at) WHERE state = 'sent';
