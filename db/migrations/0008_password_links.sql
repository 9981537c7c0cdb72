CREATE TABLE "password_link_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"locale" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"address" text NOT NULL,
	"network" text,
	"request_id" text NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "password_link_requests_lower_case" CHECK ("password_link_requests"."identifier" = lower("password_link_requests"."identifier"))
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"address_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone,
	"used_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "password_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "password_links_used_or_ended" CHECK ("password_links"."used_at" is null or "password_links"."ended_at" is null)
);
--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_address_id_recovery_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."recovery_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_link_requests_due" ON "password_link_requests" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "password_links_by_student" ON "password_links" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "password_links_by_end" ON "password_links" USING btree ("expires_at");