-- What its time has come for may leave the journal, by whoever says so there, in the same transaction: the line `journal.erase` holds how far
-- back, six months at the latest (CNIL, délibération 2021-122). That line never leaves. Anything else is refused still, even to the owner of the table.
create or replace function audit_entries_refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.kind <> 'journal.erase' and exists (
      select from audit_entries told
      where told.kind = 'journal.erase' and told.xmin = pg_current_xact_id()::xid
        and old.at < (told.details ->> 'olderThan')::timestamptz
        and (told.details ->> 'olderThan')::timestamptz <= now() - interval '180 days'
    ) then
      return old;
    end if;
  end if;
  raise exception 'the journal is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;
