-- CreateTable
CREATE TABLE "agencies" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agencies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creators" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "disclosure_line" TEXT,
    "reply_within_minutes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "creators_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "operators" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "creator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "operators_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "operator_identities" (
    "agency_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "operator_id" UUID NOT NULL,

    CONSTRAINT "operator_identities_pkey" PRIMARY KEY ("agency_id","desk","external_id")
);

-- CreateTable
CREATE TABLE "schedules" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "minute_of_day" INTEGER NOT NULL,
    "weekdays" INTEGER[],
    "next_due_at" TIMESTAMPTZ(3) NOT NULL,
    "last_fired_at" TIMESTAMPTZ(3),

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "draft_version" INTEGER NOT NULL,
    "operator_id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "conversation_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "text" TEXT,
    "price_minor" INTEGER,
    "currency" TEXT,
    "asset_ids" UUID[],
    "salt" BYTEA,
    "content_hash" BYTEA,
    "edit_share" REAL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "bindings" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bindings_pkey" PRIMARY KEY ("agency_id","creator_id","desk","channel")
);

-- CreateTable
CREATE TABLE "posted_cards" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "ref" TEXT,
    "drawn_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "posted_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "posted_cards_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "assets" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "tags" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "assets_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "outcome" TEXT NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 0,
    "category" TEXT,
    "rule" TEXT,
    "text" TEXT,
    "confidence" REAL,
    "reasons" JSONB NOT NULL,
    "warning" TEXT,
    "upsell" BOOLEAN NOT NULL DEFAULT false,
    "price_minor" INTEGER,
    "currency" TEXT NOT NULL,
    "asset_id" UUID,
    "knowledge" JSONB NOT NULL,
    "persona_version" INTEGER,
    "writer" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "turn_from_seq" INTEGER NOT NULL,
    "turn_to_seq" INTEGER NOT NULL,
    "turn_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,
    "supersedes_id" UUID,
    "superseded_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "settled_why" TEXT,
    "claimed_by_id" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "wake_at" TIMESTAMPTZ(3),
    "typed_text" TEXT,
    "escalated_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "facts" (
    "agency_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "facts_pkey" PRIMARY KEY ("agency_id","at","id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "agency_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "input" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "latest_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'due',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "seals" (
    "agency_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "fact_id" BIGINT NOT NULL,
    "canonical" TEXT NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "seals_pkey" PRIMARY KEY ("agency_id","seq")
);

-- CreateTable
CREATE TABLE "fans" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tags" TEXT[],
    "purchase_count" INTEGER NOT NULL DEFAULT 0,
    "spent_minor" BIGINT NOT NULL DEFAULT 0,
    "first_purchase_at" TIMESTAMPTZ(3),
    "last_purchase_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),
    "frozen_reason" TEXT,

    CONSTRAINT "fans_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "agency_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "auto_renew" BOOLEAN,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("agency_id","fan_id","external_id")
);

-- CreateTable
CREATE TABLE "purchases" (
    "agency_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "asset_id" UUID,
    "refund_of" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("agency_id","fan_id","external_id")
);

-- CreateTable
CREATE TABLE "guardrails" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "forbidden_words" TEXT[],
    "escalation_triggers" TEXT[],
    "max_per_hour" INTEGER NOT NULL,
    "cooldown_minutes" INTEGER NOT NULL,
    "floor_minor" INTEGER NOT NULL,
    "ceiling_minor" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guardrails_pkey" PRIMARY KEY ("agency_id","creator_id","version")
);

-- CreateTable
CREATE TABLE "reservations" (
    "agency_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "reservations_pkey" PRIMARY KEY ("agency_id","decision_id")
);

-- CreateTable
CREATE TABLE "received" (
    "agency_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "received_pkey" PRIMARY KEY ("agency_id","source_id","event_id")
);

-- CreateTable
CREATE TABLE "quarantine" (
    "agency_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("agency_id","source_id","event_id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "inbound_seq" INTEGER NOT NULL DEFAULT 0,
    "answered_seq" INTEGER NOT NULL DEFAULT 0,
    "last_inbound_at" TIMESTAMPTZ(3),
    "last_outbound_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "messages" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "conversation_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "seq" INTEGER,
    "external_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "delivery_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("agency_id","at","id")
);

-- CreateTable
CREATE TABLE "personas" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "welcome" TEXT NOT NULL,
    "upsell" TEXT NOT NULL,
    "reactivation" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "personas_pkey" PRIMARY KEY ("agency_id","creator_id","version")
);

-- CreateTable
CREATE TABLE "accounts" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "event_sources" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_sources_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "quotes" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "basis" JSONB NOT NULL,
    "suggested_at" TIMESTAMPTZ(3) NOT NULL,
    "shown_minor" INTEGER,
    "shown_at" TIMESTAMPTZ(3),
    "unlocked_at" TIMESTAMPTZ(3),

    CONSTRAINT "quotes_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "decision_outcome" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "draft_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "text" TEXT,
    "price_minor" INTEGER,
    "currency" TEXT,
    "asset_ids" UUID[],
    "salt" BYTEA,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "turn_to_seq" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "undo_until" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT,
    "external_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "settled_by_id" UUID,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "agency_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" TEXT,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("agency_id","delivery_id","number")
);

-- CreateTable
CREATE TABLE "rfm_bounds" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "bounds" JSONB NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rfm_bounds_pkey" PRIMARY KEY ("agency_id","creator_id")
);

-- CreateTable
CREATE TABLE "sealed_secrets" (
    "agency_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "tag" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sealed_secrets_pkey" PRIMARY KEY ("agency_id","kind","id","version")
);

-- CreateIndex
CREATE INDEX "schedules_next_due_at_idx" ON "schedules"("next_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedules_agency_id_task_subject_key" ON "schedules"("agency_id", "task", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_agency_id_draft_id_draft_version_key" ON "decisions"("agency_id", "draft_id", "draft_version");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_agency_id_id_content_hash_outcome_key" ON "decisions"("agency_id", "id", "content_hash", "outcome");

-- CreateIndex
CREATE UNIQUE INDEX "posted_cards_agency_id_subject_desk_channel_key" ON "posted_cards"("agency_id", "subject", "desk", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "assets_agency_id_creator_id_external_id_key" ON "assets"("agency_id", "creator_id", "external_id");

-- CreateIndex
CREATE INDEX "drafts_agency_id_conversation_id_created_at_idx" ON "drafts"("agency_id", "conversation_id", "created_at");

-- CreateIndex
CREATE INDEX "drafts_agency_id_created_at_idx" ON "drafts"("agency_id", "created_at");

-- CreateIndex
CREATE INDEX "facts_agency_id_subject_id_idx" ON "facts"("agency_id", "subject", "id");

-- CreateIndex
CREATE INDEX "facts_agency_id_xid_id_idx" ON "facts"("agency_id", "xid", "id");

-- CreateIndex
CREATE INDEX "fans_agency_id_creator_id_last_purchase_at_idx" ON "fans"("agency_id", "creator_id", "last_purchase_at");

-- CreateIndex
CREATE UNIQUE INDEX "fans_agency_id_account_id_external_id_key" ON "fans"("agency_id", "account_id", "external_id");

-- CreateIndex
CREATE INDEX "purchases_agency_id_fan_id_at_idx" ON "purchases"("agency_id", "fan_id", "at");

-- CreateIndex
CREATE INDEX "reservations_agency_id_fan_id_at_idx" ON "reservations"("agency_id", "fan_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_agency_id_account_id_fan_id_key" ON "conversations"("agency_id", "account_id", "fan_id");

-- CreateIndex
CREATE INDEX "messages_agency_id_conversation_id_at_idx" ON "messages"("agency_id", "conversation_id", "at");

-- CreateIndex
CREATE INDEX "messages_agency_id_conversation_id_external_id_idx" ON "messages"("agency_id", "conversation_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_agency_id_external_id_key" ON "accounts"("agency_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_sources_id_key" ON "event_sources"("id");

-- CreateIndex
CREATE INDEX "quotes_agency_id_fan_id_asset_id_idx" ON "quotes"("agency_id", "fan_id", "asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "quotes_agency_id_draft_id_key" ON "quotes"("agency_id", "draft_id");

-- CreateIndex
CREATE INDEX "deliveries_agency_id_conversation_id_created_at_idx" ON "deliveries"("agency_id", "conversation_id", "created_at");

-- CreateIndex
CREATE INDEX "deliveries_agency_id_draft_id_idx" ON "deliveries"("agency_id", "draft_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_agency_id_decision_id_key" ON "deliveries"("agency_id", "decision_id");

-- AddForeignKey
ALTER TABLE "creators" ADD CONSTRAINT "creators_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operators" ADD CONSTRAINT "operators_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operators" ADD CONSTRAINT "operators_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operator_identities" ADD CONSTRAINT "operator_identities_agency_id_operator_id_fkey" FOREIGN KEY ("agency_id", "operator_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_agency_id_operator_id_fkey" FOREIGN KEY ("agency_id", "operator_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id") REFERENCES "conversations"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_agency_id_account_id_fkey" FOREIGN KEY ("agency_id", "account_id") REFERENCES "accounts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id") REFERENCES "conversations"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_claimed_by_id_fkey" FOREIGN KEY ("agency_id", "claimed_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_escalated_by_id_fkey" FOREIGN KEY ("agency_id", "escalated_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_superseded_by_id_fkey" FOREIGN KEY ("agency_id", "superseded_by_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_agency_id_supersedes_id_fkey" FOREIGN KEY ("agency_id", "supersedes_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "fans" ADD CONSTRAINT "fans_agency_id_account_id_fkey" FOREIGN KEY ("agency_id", "account_id") REFERENCES "accounts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "guardrails" ADD CONSTRAINT "guardrails_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_agency_id_account_id_fkey" FOREIGN KEY ("agency_id", "account_id") REFERENCES "accounts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "personas" ADD CONSTRAINT "personas_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_agency_id_decision_id_content_hash_decision_out_fkey" FOREIGN KEY ("agency_id", "decision_id", "content_hash", "decision_outcome") REFERENCES "decisions"("agency_id", "id", "content_hash", "outcome") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id") REFERENCES "conversations"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_agency_id_account_id_fkey" FOREIGN KEY ("agency_id", "account_id") REFERENCES "accounts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_agency_id_settled_by_id_fkey" FOREIGN KEY ("agency_id", "settled_by_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_agency_id_delivery_id_fkey" FOREIGN KEY ("agency_id", "delivery_id") REFERENCES "deliveries"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rfm_bounds" ADD CONSTRAINT "rfm_bounds_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
