ALTER TABLE "password_link_requests" ADD COLUMN "origin" text;--> statement-breakpoint
ALTER TABLE "password_link_requests" ADD COLUMN "times_asked" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- Those that wait already have their whole address for it: they are answered within half an hour.
UPDATE "password_link_requests" "kept" SET "origin" = "address", "times_asked" = (
  SELECT count(*) FROM "password_link_requests" "alike"
  WHERE "alike"."identifier" = "kept"."identifier" AND "alike"."address" = "kept"."address"
);--> statement-breakpoint
DELETE FROM "password_link_requests" "repeated" USING "password_link_requests" "first"
  WHERE "first"."identifier" = "repeated"."identifier" AND "first"."origin" = "repeated"."origin"
  AND ("first"."asked_at", "first"."id") < ("repeated"."asked_at", "repeated"."id");--> statement-breakpoint
ALTER TABLE "password_link_requests" ALTER COLUMN "origin" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "password_link_requests_one_waiting" ON "password_link_requests" USING btree ("identifier","origin");