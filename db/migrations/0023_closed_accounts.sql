CREATE TABLE "account_closings" (
	"student_id" uuid PRIMARY KEY NOT NULL,
	"next_look_at" timestamp with time zone NOT NULL,
	"closed_since" timestamp with time zone,
	"looked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "account_closings" ADD CONSTRAINT "account_closings_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_closings_due" ON "account_closings" USING btree ("next_look_at");