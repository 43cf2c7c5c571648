-- CreateTable
CREATE TABLE "eras" (
    "agency_id" UUID NOT NULL,
    "era" INTEGER NOT NULL,
    "after_fact_id" BIGINT NOT NULL,

    CONSTRAINT "eras_pkey" PRIMARY KEY ("agency_id","era")
);

CREATE TRIGGER eras_are_append_only BEFORE UPDATE OR DELETE ON eras FOR EACH ROW EXECUTE FUNCTION refuse_change();
