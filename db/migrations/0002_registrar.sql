-- Names as people look for them: lower case, no accent, no ligature, one space between words. Immutable, so that a column can be made of it.
create function folded_name(name text) returns text language sql immutable parallel safe as $$
  select trim(regexp_replace(regexp_replace(normalize(
    replace(replace(replace(replace(lower(name), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o'),
    NFD), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"component_code" text NOT NULL,
	"component_name" text NOT NULL,
	"stage_code" text NOT NULL,
	"stage_version" text DEFAULT '' NOT NULL,
	"stage_name" text NOT NULL,
	"enrolled_on" date NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "enrolments_state" CHECK ("enrolments"."state" in ('in-force', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "birth_name" text;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "student_number" text;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "ine" text;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "status" text;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "search_name" text GENERATED ALWAYS AS (' ' || folded_name(given_name || ' ' || family_name || ' ' || coalesce(birth_name, '')) || ' ') STORED;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_one_per_stage" ON "enrolments" USING btree ("student_id","year","stage_code","stage_version");--> statement-breakpoint
ALTER TABLE "students" ADD CONSTRAINT "students_student_number_unique" UNIQUE("student_number");--> statement-breakpoint
ALTER TABLE "students" ADD CONSTRAINT "students_ine_unique" UNIQUE("ine");--> statement-breakpoint
ALTER TABLE "students" ADD CONSTRAINT "students_ine_shape" CHECK ("students"."ine" ~ '^[0-9A-Z]{11}$');