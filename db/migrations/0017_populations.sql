ALTER TABLE "students" DROP CONSTRAINT "students_student_number_unique";--> statement-breakpoint
DROP INDEX "charters_one_at_an_instant";--> statement-breakpoint
ALTER TABLE "charter_drafts" ADD COLUMN "population" text DEFAULT 'student' NOT NULL;--> statement-breakpoint
ALTER TABLE "charters" ADD COLUMN "population" text DEFAULT 'student' NOT NULL;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "population" text DEFAULT 'student' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "charters_one_at_an_instant" ON "charters" USING btree ("population","published_at") WHERE "charters"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "students" ADD CONSTRAINT "students_number_once" UNIQUE("population","student_number");--> statement-breakpoint
ALTER TABLE "charter_drafts" ADD CONSTRAINT "charter_drafts_population" CHECK ("charter_drafts"."population" in ('student', 'staff'));--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_population" CHECK ("charters"."population" in ('student', 'staff'));--> statement-breakpoint
ALTER TABLE "students" ADD CONSTRAINT "students_population" CHECK ("students"."population" in ('student', 'staff'));