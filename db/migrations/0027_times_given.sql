-- Every counter has had its end since they are ours: one without would have counted for nothing.
DELETE FROM "throttle" WHERE "expire" IS NULL;--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "roles_read_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "throttle" ALTER COLUMN "expire" SET NOT NULL;
