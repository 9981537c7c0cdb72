CREATE TABLE "charter_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"markdown_fr" text NOT NULL,
	"markdown_en" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"published_version" integer,
	"discarded_at" timestamp with time zone,
	CONSTRAINT "charter_drafts_published_version_unique" UNIQUE("published_version"),
	CONSTRAINT "charter_drafts_published_or_discarded" CHECK ("charter_drafts"."published_version" is null or "charter_drafts"."discarded_at" is null)
);
--> statement-breakpoint
ALTER TABLE "charters" DROP CONSTRAINT "charters_published_at_unique";--> statement-breakpoint
ALTER TABLE "charters" ADD COLUMN "importance" text DEFAULT 'major' NOT NULL;--> statement-breakpoint
ALTER TABLE "charters" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "charter_drafts" ADD CONSTRAINT "charter_drafts_published_version_charters_version_fk" FOREIGN KEY ("published_version") REFERENCES "public"."charters"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charter_acceptances_by_version" ON "charter_acceptances" USING btree ("version","student_id");--> statement-breakpoint
CREATE UNIQUE INDEX "charters_one_at_an_instant" ON "charters" USING btree ("published_at") WHERE "charters"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_importance" CHECK ("charters"."importance" in ('major', 'editorial'));--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_withdrawn_before_its_date" CHECK ("charters"."withdrawn_at" < "charters"."published_at");--> statement-breakpoint
-- What was published is what people accepted: it can be added to, and nothing else, whoever asks. A version to come can be marked withdrawn, once.
create function charters_refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'charters'
    and old.withdrawn_at is null and to_jsonb(new) - 'withdrawn_at' = to_jsonb(old) - 'withdrawn_at' then
    return new;
  end if;
  raise exception 'a published charter does not change: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;
--> statement-breakpoint
create trigger charters_no_change before update or delete on charters
  for each row execute function charters_refuse_change();
--> statement-breakpoint
create trigger charters_no_truncate before truncate on charters
  for each statement execute function charters_refuse_change();
--> statement-breakpoint
create trigger charter_texts_no_change before update or delete on charter_texts
  for each row execute function charters_refuse_change();
--> statement-breakpoint
create trigger charter_texts_no_truncate before truncate on charter_texts
  for each statement execute function charters_refuse_change();
--> statement-breakpoint
alter table charters enable always trigger charters_no_change;
--> statement-breakpoint
alter table charters enable always trigger charters_no_truncate;
--> statement-breakpoint
alter table charter_texts enable always trigger charter_texts_no_change;
--> statement-breakpoint
alter table charter_texts enable always trigger charter_texts_no_truncate;
