-- CreateTable
CREATE TABLE "hold_outs" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "percent" INTEGER NOT NULL,

    CONSTRAINT "hold_outs_pkey" PRIMARY KEY ("agency_id","creator_id")
);

-- AddForeignKey
ALTER TABLE "hold_outs" ADD CONSTRAINT "hold_outs_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE hold_outs ADD CONSTRAINT hold_outs_are_a_part CHECK (percent BETWEEN 0 AND 50);
