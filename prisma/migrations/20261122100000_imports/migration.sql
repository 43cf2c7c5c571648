-- What only imports brought carries the date after which it goes. Null: it stays, since an event brought it, or an import
-- without a date.
ALTER TABLE "fans" ADD COLUMN "expires_at" TIMESTAMPTZ(3);
ALTER TABLE "purchases" ADD COLUMN "expires_at" TIMESTAMPTZ(3);
ALTER TABLE "conversations" ADD COLUMN "expires_at" TIMESTAMPTZ(3);
ALTER TABLE "messages" ADD COLUMN "expires_at" TIMESTAMPTZ(3);
CREATE INDEX fans_expiring ON fans (agency_id, expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX purchases_expiring ON purchases (agency_id, expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX conversations_expiring ON conversations (agency_id, expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX messages_expiring ON messages (agency_id, expires_at) WHERE expires_at IS NOT NULL;

-- CreateTable
CREATE TABLE "imports" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "mapping" JSONB NOT NULL,
    "authorised_by" TEXT NOT NULL,
    "authorised_at" TIMESTAMPTZ(3) NOT NULL,
    "keep_until" TIMESTAMPTZ(3),
    "outcome" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expired_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "import_problems" (
    "agency_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "column_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "cell" TEXT NOT NULL,

    CONSTRAINT "import_problems_pkey" PRIMARY KEY ("agency_id","import_id","n")
);

-- CreateTable
CREATE TABLE "import_mappings" (
    "agency_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_mappings_pkey" PRIMARY KEY ("agency_id","name")
);

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_agency_id_account_id_fkey" FOREIGN KEY ("agency_id", "account_id") REFERENCES "accounts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_problems" ADD CONSTRAINT "import_problems_agency_id_import_id_fkey" FOREIGN KEY ("agency_id", "import_id") REFERENCES "imports"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE imports ADD CONSTRAINT import_kind CHECK (kind IN ('transactions', 'messages', 'fans', 'assets'));
-- The same file for the same account, read alike and kept as long, is the same import, until what it brought is gone.
CREATE UNIQUE INDEX one_import_of_a_file ON imports (agency_id, request_hash) WHERE expired_at IS NULL;
CREATE INDEX imports_expiring ON imports (agency_id, keep_until) WHERE expired_at IS NULL AND keep_until IS NOT NULL;
