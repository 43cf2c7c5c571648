-- What is told of a fan holds their id alone: the name is read when it is shown, so that it goes when the fan does.
UPDATE "insights" SET "detail" = "detail" - 'name' WHERE "kind" <> 'alert';

-- Once a minute cards of digests whose time is over are forgotten, of every agency: those that are kept are few.
CREATE INDEX "digest_posts_kept" ON "digest_posts"("due_at") WHERE "card" IS NOT NULL;
