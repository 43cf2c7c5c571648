-- CreateTable
CREATE TABLE "api_keys" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_on" DATE,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("agency_id","id")
);

ALTER TABLE "api_keys"
  ADD CONSTRAINT api_key_hash CHECK (octet_length("hash") = 32),
  ADD CONSTRAINT api_key_scopes CHECK (
    "scopes" <@ ARRAY['drafts', 'personas', 'personas:read', 'guardrails', 'guardrails:read'] AND cardinality("scopes") > 0);
