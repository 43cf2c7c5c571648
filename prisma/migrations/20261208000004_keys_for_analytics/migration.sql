-- Keys that read the agency's reports.
ALTER TABLE api_keys DROP CONSTRAINT api_key_scopes;
ALTER TABLE api_keys ADD CONSTRAINT api_key_scopes CHECK (
  "scopes" <@ ARRAY['drafts', 'personas', 'personas:read', 'guardrails', 'guardrails:read', 'offers', 'offers:read',
    'automations', 'automations:read', 'analytics:read'] AND cardinality("scopes") > 0);
