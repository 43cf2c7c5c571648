-- CreateTable
CREATE TABLE "look_backs" (
    "agency_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "until_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "messages" INTEGER NOT NULL,
    "said" UUID[],

    CONSTRAINT "look_backs_pkey" PRIMARY KEY ("agency_id","conversation_id")
);

-- AddForeignKey
ALTER TABLE "look_backs" ADD CONSTRAINT "look_backs_agency_id_conversation_id_fkey" FOREIGN KEY ("agency_id", "conversation_id") REFERENCES "conversations"("agency_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
