-- The journal can be added to, and nothing else, whoever asks: not even the owner of the table.
create function audit_entries_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;
--> statement-breakpoint
create trigger audit_entries_no_update_or_delete before update or delete on audit_entries
  for each row execute function audit_entries_refuse_change();
--> statement-breakpoint
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function audit_entries_refuse_change();
--> statement-breakpoint
alter table audit_entries enable always trigger audit_entries_no_update_or_delete;
--> statement-breakpoint
alter table audit_entries enable always trigger audit_entries_no_truncate;
