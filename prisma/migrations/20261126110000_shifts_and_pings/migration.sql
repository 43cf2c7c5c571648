-- CreateTable
CREATE TABLE "shifts" (
    "agency_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "shifts_pkey" PRIMARY KEY ("agency_id","operator_id","began_at")
);

-- CreateTable
CREATE TABLE "raised_cards" (
    "agency_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "raised_cards_pkey" PRIMARY KEY ("agency_id","draft_id","stage","round")
);

-- CreateTable
CREATE TABLE "card_pings" (
    "agency_id" UUID NOT NULL,
    "posting_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "card_pings_pkey" PRIMARY KEY ("agency_id","posting_id","stage","round")
);

-- AddForeignKey
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_agency_id_operator_id_fkey" FOREIGN KEY ("agency_id", "operator_id") REFERENCES "operators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "raised_cards" ADD CONSTRAINT "raised_cards_agency_id_draft_id_fkey" FOREIGN KEY ("agency_id", "draft_id") REFERENCES "drafts"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "card_pings" ADD CONSTRAINT "card_pings_agency_id_posting_id_fkey" FOREIGN KEY ("agency_id", "posting_id") REFERENCES "posted_cards"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE raised_cards ADD CONSTRAINT raised_cards_stage CHECK (stage IN ('late', 'managers', 'owner', 'seen'));
