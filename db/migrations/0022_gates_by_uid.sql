-- What a gate says is worth the time of a sign-in: the rows go with the table.
DROP TABLE "sign_in_gates";--> statement-breakpoint
CREATE TABLE "sign_in_gates" (
	"uid" text PRIMARY KEY NOT NULL,
	"proofs_over_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "report_links" ADD COLUMN "uid" text;
