CREATE TABLE "sheet_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"actor" text,
	"selection" jsonb NOT NULL,
	"total" integer NOT NULL,
	"made" integer DEFAULT 0 NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	"abandoned_at" timestamp with time zone,
	CONSTRAINT "sheet_runs_end_once" CHECK ("sheet_runs"."delivered_at" is null or "sheet_runs"."abandoned_at" is null),
	CONSTRAINT "sheet_runs_count" CHECK ("sheet_runs"."made" + "sheet_runs"."left_out" <= "sheet_runs"."total")
);
--> statement-breakpoint
ALTER TABLE "provisional_credentials" ADD COLUMN "run_id" uuid;--> statement-breakpoint
CREATE INDEX "sheet_runs_by_time" ON "sheet_runs" USING btree ("asked_at");--> statement-breakpoint
ALTER TABLE "provisional_credentials" ADD CONSTRAINT "provisional_credentials_run_id_sheet_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."sheet_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provisional_credentials_by_run" ON "provisional_credentials" USING btree ("run_id");