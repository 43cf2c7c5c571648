-- CreateTable
CREATE TABLE "discord_guilds" (
    "agency_id" UUID NOT NULL,
    "guild_id" TEXT NOT NULL,
    "commands_hash" TEXT NOT NULL,

    CONSTRAINT "discord_guilds_pkey" PRIMARY KEY ("agency_id","guild_id")
);

-- CreateTable
CREATE TABLE "discord_channels" (
    "agency_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "age_restricted" BOOLEAN NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discord_channels_pkey" PRIMARY KEY ("agency_id","channel")
);

-- CreateTable
CREATE TABLE "discord_interactions" (
    "agency_id" UUID NOT NULL,
    "interaction_id" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discord_interactions_pkey" PRIMARY KEY ("agency_id","interaction_id")
);

-- AddForeignKey
ALTER TABLE "discord_guilds" ADD CONSTRAINT "discord_guilds_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "discord_channels" ADD CONSTRAINT "discord_channels_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "discord_interactions" ADD CONSTRAINT "discord_interactions_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- CreateIndex
CREATE INDEX "discord_interactions_agency_id_done_at_idx" ON "discord_interactions"("agency_id", "done_at");
