ALTER TABLE "students" ADD COLUMN "password_claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "password_links" DROP COLUMN "claimed_until";