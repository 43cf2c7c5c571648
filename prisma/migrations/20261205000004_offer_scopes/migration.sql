-- Keys that steer offers, or only read them.
ALTER TABLE "api_keys" DROP CONSTRAINT "api_key_scopes";
ALTER TABLE "api_keys" ADD CONSTRAINT "api_key_scopes" CHECK (cardinality("scopes") > 0 AND "scopes" <@ ARRAY['drafts', 'personas', 'personas:read', 'guardrails', 'guardrails:read', 'offers', 'offers:read']);
