-- CreateTable
CREATE TABLE "subscription_events" (
    "agency_id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,

    CONSTRAINT "subscription_events_pkey" PRIMARY KEY ("agency_id","fan_id","external_id","at","state")
);

-- CreateTable
CREATE TABLE "figure_money" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "account_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "subscription_minor" BIGINT NOT NULL,
    "renewal_minor" BIGINT NOT NULL,
    "tip_minor" BIGINT NOT NULL,
    "ppv_minor" BIGINT NOT NULL,
    "product_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "sales" INTEGER NOT NULL,
    "refunds" INTEGER NOT NULL,
    "payers" INTEGER NOT NULL,
    "month_payers" INTEGER NOT NULL,
    "after_reply_minor" BIGINT NOT NULL,
    "after_reply_sales" INTEGER NOT NULL,
    "sales_by_hour" INTEGER[],

    CONSTRAINT "figure_money_pkey" PRIMARY KEY ("agency_id","creator_id","day","account_id","currency")
);

-- CreateTable
CREATE TABLE "figure_assets" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "asset_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "sales" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "figure_assets_pkey" PRIMARY KEY ("agency_id","creator_id","day","asset_id","currency")
);

-- CreateTable
CREATE TABLE "figure_after_reply" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "operator_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "sales" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "figure_after_reply_pkey" PRIMARY KEY ("agency_id","creator_id","day","operator_id","currency")
);

-- CreateTable
CREATE TABLE "figure_messages" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "received" INTEGER NOT NULL,
    "sent" INTEGER NOT NULL,
    "received_by_hour" INTEGER[],

    CONSTRAINT "figure_messages_pkey" PRIMARY KEY ("agency_id","creator_id","day")
);

-- CreateTable
CREATE TABLE "figure_subscribers" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "gained" INTEGER NOT NULL,
    "regained" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,
    "recurring_minor" BIGINT NOT NULL,

    CONSTRAINT "figure_subscribers_pkey" PRIMARY KEY ("agency_id","creator_id","day","currency")
);

-- CreateTable
CREATE TABLE "figure_cards" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "shown" INTEGER NOT NULL,
    "raised" INTEGER NOT NULL,
    "alarms" INTEGER NOT NULL,
    "violations" INTEGER NOT NULL,
    "overruled" INTEGER NOT NULL,
    "replies" INTEGER NOT NULL,
    "priced" INTEGER NOT NULL,

    CONSTRAINT "figure_cards_pkey" PRIMARY KEY ("agency_id","creator_id","day")
);

-- CreateTable
CREATE TABLE "figure_work" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "operator_id" UUID NOT NULL,
    "decisions" INTEGER NOT NULL,
    "in_shift" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "edited" INTEGER NOT NULL,
    "dismissed" INTEGER NOT NULL,
    "escalated" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "edit_ppm" BIGINT NOT NULL,
    "waits_in" SMALLINT[],
    "waits_out" SMALLINT[],

    CONSTRAINT "figure_work_pkey" PRIMARY KEY ("agency_id","creator_id","day","operator_id")
);

-- CreateTable
CREATE TABLE "figure_prices" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "segment" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "shown" INTEGER NOT NULL,
    "shown_minor" BIGINT NOT NULL,
    "unlocked" INTEGER NOT NULL,
    "unlocked_minor" BIGINT NOT NULL,

    CONSTRAINT "figure_prices_pkey" PRIMARY KEY ("agency_id","creator_id","day","segment","currency")
);

-- CreateTable
CREATE TABLE "figure_moves" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "left" TEXT NOT NULL,
    "entered" TEXT NOT NULL,
    "fans" INTEGER NOT NULL,

    CONSTRAINT "figure_moves_pkey" PRIMARY KEY ("agency_id","creator_id","day","left","entered")
);

-- CreateTable
CREATE TABLE "figure_runs" (
    "agency_id" UUID NOT NULL,
    "era" INTEGER NOT NULL,
    "fact_xid" xid8 NOT NULL,
    "fact_id" BIGINT NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figure_runs_pkey" PRIMARY KEY ("agency_id")
);

-- CreateIndex
CREATE INDEX "subscription_events_agency_id_at_idx" ON "subscription_events"("agency_id", "at");

-- CreateIndex
CREATE INDEX "subscription_events_agency_id_until_idx" ON "subscription_events"("agency_id", "until");

-- CreateIndex
CREATE INDEX "figure_money_agency_id_day_idx" ON "figure_money"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_assets_agency_id_day_idx" ON "figure_assets"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_after_reply_agency_id_day_idx" ON "figure_after_reply"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_messages_agency_id_day_idx" ON "figure_messages"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_subscribers_agency_id_day_idx" ON "figure_subscribers"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_cards_agency_id_day_idx" ON "figure_cards"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_work_agency_id_day_idx" ON "figure_work"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_prices_agency_id_day_idx" ON "figure_prices"("agency_id", "day");

-- CreateIndex
CREATE INDEX "figure_moves_agency_id_day_idx" ON "figure_moves"("agency_id", "day");

-- CreateIndex
CREATE INDEX "alarms_agency_id_settled_at_idx" ON "alarms"("agency_id", "settled_at");

-- CreateIndex
CREATE INDEX "decisions_agency_id_at_idx" ON "decisions"("agency_id", "at");

-- CreateIndex
CREATE INDEX "deliveries_agency_id_sent_at_idx" ON "deliveries"("agency_id", "sent_at");

-- CreateIndex
CREATE INDEX "purchases_agency_id_at_idx" ON "purchases"("agency_id", "at");

-- CreateIndex
CREATE INDEX "quotes_agency_id_shown_at_idx" ON "quotes"("agency_id", "shown_at");

-- AddForeignKey
ALTER TABLE "subscription_events" ADD CONSTRAINT "subscription_events_agency_id_fan_id_fkey" FOREIGN KEY ("agency_id", "fan_id") REFERENCES "fans"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_money" ADD CONSTRAINT "figure_money_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_money" ADD CONSTRAINT "figure_money_agency_id_account_id_fkey" FOREIGN KEY ("agency_id", "account_id") REFERENCES "accounts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_assets" ADD CONSTRAINT "figure_assets_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_assets" ADD CONSTRAINT "figure_assets_agency_id_asset_id_fkey" FOREIGN KEY ("agency_id", "asset_id") REFERENCES "assets"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_after_reply" ADD CONSTRAINT "figure_after_reply_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_after_reply" ADD CONSTRAINT "figure_after_reply_agency_id_operator_id_fkey" FOREIGN KEY ("agency_id", "operator_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_messages" ADD CONSTRAINT "figure_messages_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_subscribers" ADD CONSTRAINT "figure_subscribers_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_cards" ADD CONSTRAINT "figure_cards_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_work" ADD CONSTRAINT "figure_work_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_work" ADD CONSTRAINT "figure_work_agency_id_operator_id_fkey" FOREIGN KEY ("agency_id", "operator_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_prices" ADD CONSTRAINT "figure_prices_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_moves" ADD CONSTRAINT "figure_moves_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "figure_runs" ADD CONSTRAINT "figure_runs_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- What is known of subscriptions until now: the newest report of each.
INSERT INTO subscription_events (agency_id, fan_id, external_id, at, state, until, price_minor, currency)
SELECT agency_id, fan_id, external_id, changed_at, state, until, price_minor, currency FROM subscriptions;
