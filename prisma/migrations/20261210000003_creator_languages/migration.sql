-- CreateTable
CREATE TABLE "creator_languages" (
    "agency_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "language" TEXT NOT NULL,

    CONSTRAINT "creator_languages_pkey" PRIMARY KEY ("agency_id","creator_id")
);

-- AddForeignKey
ALTER TABLE "creator_languages" ADD CONSTRAINT "creator_languages_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
