CREATE TABLE "import_pieces" (
	"run_id" uuid NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_pieces_run_id_piece_pk" PRIMARY KEY("run_id","piece")
);
--> statement-breakpoint
ALTER TABLE "import_runs" DROP CONSTRAINT "import_runs_state";--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "actor" jsonb;--> statement-breakpoint
ALTER TABLE "import_pieces" ADD CONSTRAINT "import_pieces_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_runs_waiting" ON "import_runs" USING btree ("started_at") WHERE "import_runs"."state" in ('received', 'asked');--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_wait_for_somebody" CHECK (("import_runs"."state" in ('received', 'asked')) = ("import_runs"."actor" is not null));--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('received', 'reading', 'ready', 'asked', 'applying', 'done', 'failed', 'refused', 'expired'));