-- AlterTable
ALTER TABLE "posted_cards" ADD COLUMN     "unsure_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "channel_states" (
    "agency_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "why" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_states_pkey" PRIMARY KEY ("agency_id","desk","channel")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "agency_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("agency_id","desk","workspace")
);

-- CreateTable
CREATE TABLE "handled_presses" (
    "agency_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "press" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handled_presses_pkey" PRIMARY KEY ("agency_id","desk","press")
);

-- CreateIndex
CREATE INDEX "handled_presses_at_idx" ON "handled_presses"("at");

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agencies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A workspace's clicks are one agency's at a time: who they are for is never a guess.
CREATE UNIQUE INDEX workspaces_one_agency ON workspaces (desk, workspace) WHERE ended_at IS NULL;

-- Postings whose outcome was not known, for the sweep that removes an extra.
CREATE INDEX posted_cards_unsure ON posted_cards (agency_id, unsure_at) WHERE unsure_at IS NOT NULL;
ALTER TABLE channel_states ADD CONSTRAINT channel_states_verdict CHECK (verdict IN ('safe', 'unsafe', 'gone'));
