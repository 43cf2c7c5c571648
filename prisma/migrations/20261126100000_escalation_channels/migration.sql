-- CreateTable
CREATE TABLE "escalation_channels" (
    "agency_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "creator_id" UUID,
    "desk" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "escalation_channels_pkey" PRIMARY KEY ("agency_id","scope")
);

-- AddForeignKey
ALTER TABLE "escalation_channels" ADD CONSTRAINT "escalation_channels_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "escalation_channels" ADD CONSTRAINT "escalation_channels_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The scope says whose it is in a key, where a creator can't be absent.
ALTER TABLE escalation_channels ADD CONSTRAINT escalation_channels_scope CHECK (scope = coalesce(creator_id::text, 'agency'));
