CREATE TABLE "account_blocks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"report_link_id" uuid NOT NULL,
	"blocked_at" timestamp with time zone NOT NULL,
	"suspended_at" timestamp with time zone,
	"suspended_by" text,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	CONSTRAINT "account_blocks_suspended_by_someone" CHECK (("account_blocks"."suspended_at" is null) = ("account_blocks"."suspended_by" is null)),
	CONSTRAINT "account_blocks_lifted_by_someone" CHECK (("account_blocks"."lifted_at" is null) = ("account_blocks"."lifted_by" is null))
);
--> statement-breakpoint
CREATE TABLE "report_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"change" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"network" text,
	"staff_login" text,
	"suspect_address_id" uuid,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "report_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "report_links_change" CHECK ("report_links"."change" in ('desk', 'link', 'account', 'address')),
	CONSTRAINT "report_links_desk_has_staff" CHECK (("report_links"."change" = 'desk') = ("report_links"."staff_login" is not null)),
	CONSTRAINT "report_links_address_is_named" CHECK (("report_links"."change" in ('link', 'address')) = ("report_links"."suspect_address_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "account_blocks" ADD CONSTRAINT "account_blocks_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_blocks" ADD CONSTRAINT "account_blocks_report_link_id_report_links_id_fk" FOREIGN KEY ("report_link_id") REFERENCES "public"."report_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_links" ADD CONSTRAINT "report_links_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_links" ADD CONSTRAINT "report_links_suspect_address_id_recovery_addresses_id_fk" FOREIGN KEY ("suspect_address_id") REFERENCES "public"."recovery_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_blocks_one_live_per_student" ON "account_blocks" USING btree ("student_id") WHERE "account_blocks"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "account_blocks_by_time" ON "account_blocks" USING btree ("blocked_at");--> statement-breakpoint
CREATE INDEX "report_links_by_change" ON "report_links" USING btree ("student_id","changed_at");