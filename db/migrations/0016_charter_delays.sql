CREATE TABLE "charter_delays" (
	"student_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"sub_state" text NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"begun_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "charter_delays_told_once_begun" CHECK ("charter_delays"."told_at" is null or "charter_delays"."begun_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "desk_phones" DROP CONSTRAINT "desk_phones_reset_id_desk_resets_id_fk";
--> statement-breakpoint
ALTER TABLE "charter_delays" ADD CONSTRAINT "charter_delays_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_delays" ADD CONSTRAINT "charter_delays_version_charters_version_fk" FOREIGN KEY ("version") REFERENCES "public"."charters"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charter_delays_due" ON "charter_delays" USING btree ("next_attempt_at");--> statement-breakpoint
ALTER TABLE "desk_phones" ADD CONSTRAINT "desk_phones_reset_id_desk_resets_id_fk" FOREIGN KEY ("reset_id") REFERENCES "public"."desk_resets"("id") ON DELETE cascade ON UPDATE no action;