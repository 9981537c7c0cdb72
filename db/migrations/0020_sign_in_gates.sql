CREATE TABLE "sign_in_gates" (
	"student_id" uuid PRIMARY KEY NOT NULL,
	"proofs_over_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "roles_read_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_gates" ADD CONSTRAINT "sign_in_gates_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE cascade ON UPDATE no action;