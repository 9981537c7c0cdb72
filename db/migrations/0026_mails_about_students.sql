ALTER TABLE "outgoing_mails" ADD COLUMN "student_id" uuid;--> statement-breakpoint
-- What was written about somebody to others named them in its subject; what was written to them is found by where it went.
UPDATE "outgoing_mails" SET "student_id" = "students"."id" FROM "students"
WHERE "kind" IN ('change-reported', 'desk-unusual-volume') AND "students"."identifier" = ANY (string_to_array("subject", ' '));--> statement-breakpoint
ALTER TABLE "outgoing_mails" ADD CONSTRAINT "outgoing_mails_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outgoing_mails_by_student" ON "outgoing_mails" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "outgoing_mails_by_recipient" ON "outgoing_mails" USING btree ("recipient");
