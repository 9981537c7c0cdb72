-- As before, but the line that lets others go is looked for from the newest on: there is one more for each erasure, for ever, and each line that
-- goes asks for it.
create or replace function audit_entries_refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.kind <> 'journal.erase' and exists (
      select from (
        select xmin as written_by, (details ->> 'olderThan')::timestamptz as older_than
        from audit_entries where kind = 'journal.erase' order by id desc limit 1
      ) told
      where told.written_by = pg_current_xact_id()::xid
        and old.at < told.older_than and told.older_than <= now() - interval '180 days'
    ) then
      return old;
    end if;
  end if;
  raise exception 'the journal is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;
