-- CreateTable
CREATE TABLE "digest_schedules" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creator_id" UUID,
    "digest" TEXT NOT NULL,
    "desk" TEXT,
    "channel" TEXT,
    "zone" TEXT NOT NULL,
    "minute_of_day" INTEGER NOT NULL,
    "weekdays" INTEGER[],
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "next_due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_schedules_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateTable
CREATE TABLE "digest_posts" (
    "agency_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "schedule_id" UUID,
    "creator_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "desk" TEXT,
    "channel" TEXT,
    "day" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "post_at" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "card" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_posts_pkey" PRIMARY KEY ("agency_id","id")
);

-- CreateIndex
CREATE INDEX "digest_schedules_next_due_at_idx" ON "digest_schedules"("next_due_at");

-- CreateIndex
CREATE INDEX "digest_posts_agency_id_state_due_at_idx" ON "digest_posts"("agency_id", "state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "digest_posts_agency_id_creator_id_digest_key_key" ON "digest_posts"("agency_id", "creator_id", "digest", "key");

-- AddForeignKey
ALTER TABLE "digest_schedules" ADD CONSTRAINT "digest_schedules_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "digest_schedules" ADD CONSTRAINT "digest_schedules_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "digest_posts" ADD CONSTRAINT "digest_posts_agency_id_creator_id_fkey" FOREIGN KEY ("agency_id", "creator_id") REFERENCES "creators"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "digest_posts" ADD CONSTRAINT "digest_posts_agency_id_schedule_id_fkey" FOREIGN KEY ("agency_id", "schedule_id") REFERENCES "digest_schedules"("agency_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The same digest at the same place has one time, whoever sets it at the same moment.
CREATE UNIQUE INDEX "digest_schedules_one" ON "digest_schedules"("agency_id", "digest", "creator_id", "desk", "channel")
    NULLS NOT DISTINCT WHERE "removed_at" IS NULL;
ALTER TABLE digest_schedules ADD CONSTRAINT digest_schedules_have_a_time CHECK (
    minute_of_day BETWEEN 0 AND 1439 AND (desk IS NULL) = (channel IS NULL) AND (quiet_from IS NULL) = (quiet_until IS NULL)
    AND quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439);
-- The creator's own digest goes to a channel that somebody named, and is about one creator.
ALTER TABLE digest_schedules ADD CONSTRAINT digest_schedules_of_a_creator_are_theirs CHECK (
    digest IN ('today', 'leaving', 'alerts') OR (digest = 'morning' AND creator_id IS NOT NULL AND channel IS NOT NULL));
ALTER TABLE digest_posts ADD CONSTRAINT digest_posts_end CHECK (
    state IN ('owed', 'posted', 'skipped', 'failed') AND (state = 'owed') = (ended_at IS NULL)
    AND (desk IS NULL) = (channel IS NULL));
