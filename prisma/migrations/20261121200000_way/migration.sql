-- AlterTable
ALTER TABLE "drafts" ADD COLUMN "message_id" UUID;
