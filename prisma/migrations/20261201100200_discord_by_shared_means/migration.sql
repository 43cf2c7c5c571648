-- What a channel may show and which clicks were answered is kept for every desk in one place: channel_states, handled_presses.
-- DropTable
DROP TABLE "discord_channels";
-- DropTable
DROP TABLE "discord_interactions";
