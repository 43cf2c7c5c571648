-- CreateTable
CREATE TABLE "conversation_summaries" (
    "agency_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "until_id" UUID NOT NULL,
    "messages" INTEGER NOT NULL,
    "refunded" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_summaries_pkey" PRIMARY KEY ("agency_id","conversation_id")
);

-- AddForeignKey
ALTER TABLE "conversation_summaries" ADD CONSTRAINT "conversation_summaries_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id") REFERENCES "conversations"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
