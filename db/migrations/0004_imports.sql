CREATE TABLE "import_lines" (
	"run_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"outcome" text,
	"reasons" text[] DEFAULT '{}'::text[] NOT NULL,
	"other_line" integer,
	"person" text,
	"facts" text,
	"item" text,
	"content" jsonb,
	"seen" text,
	CONSTRAINT "import_lines_run_id_line_pk" PRIMARY KEY("run_id","line"),
	CONSTRAINT "import_lines_outcome" CHECK ("import_lines"."outcome" in ('create', 'change', 'unchanged', 'refuse'))
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text,
	"file_name" text NOT NULL,
	"sha256" text,
	"started_by" text,
	"started_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"refusal" text,
	"refusal_values" jsonb,
	"last_line" integer DEFAULT 1 NOT NULL,
	"applied_line" integer DEFAULT 1 NOT NULL,
	"claim" uuid,
	"lease_until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "import_runs_kind" CHECK ("import_runs"."kind" in ('enrolments', 'cards')),
	CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('reading', 'ready', 'applying', 'done', 'refused', 'expired')),
	CONSTRAINT "import_runs_refused_says_why" CHECK (("import_runs"."state" = 'refused') = ("import_runs"."refusal" is not null))
);
--> statement-breakpoint
CREATE TABLE "used_identifiers" (
	"identifier" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_lines_by_person" ON "import_lines" USING btree ("run_id","person");--> statement-breakpoint
CREATE INDEX "import_runs_by_time" ON "import_runs" USING btree ("started_at");--> statement-breakpoint
create function keep_identifier() returns trigger language plpgsql as $$
begin
  insert into used_identifiers values (new.identifier) on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
create trigger students_keep_identifier after insert or update of identifier on "students"
  for each row execute function keep_identifier();
--> statement-breakpoint
insert into "used_identifiers" select "identifier" from "students";
