import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { camille, startWorld, untilPassword, type World } from "@/tests/support/first-connections";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.enrol(camille.identifier);
  await untilPassword(world, camille);
});
afterAll(() => world.close());

const operation = sql`'6f9619ff-8b86-4d01-b42d-00c04fc964ff'::uuid`;
const lineOf = (outcome: string) => sql`(now(), 'desk-reset.password', ${outcome}, ${operation})`;
const twoLines = (outcome: string) =>
  sql`insert into audit_entries (at, kind, outcome, operation_id) values ${lineOf(outcome)}, ${lineOf(outcome)}`;

test.each<[string, SQL]>([
  [
    "provisional_credentials_one_live_per_student",
    sql`insert into provisional_credentials (student_id, secret_hash, issued_at, expires_at)
      select student_id, secret_hash, issued_at, expires_at from provisional_credentials`,
  ],
  [
    "provisional_credentials_spent_or_revoked",
    sql`update provisional_credentials set spent_at = now(), revoked_at = now()`,
  ],
  ["provisional_credentials_is_bcrypt", sql`update provisional_credentials set secret_hash = 'K7QX-M3VP-9RTD'`],
  [
    "cards_one_in_force_per_student",
    sql`insert into cards select 'E2699999', student_id, valid_until, 'in-force' from cards`,
  ],
  [
    "activations_one_live_per_student",
    sql`insert into activations (student_id, credential_id, token_hash, started_at, last_seen_at)
      select student_id, credential_id, 'another', started_at, last_seen_at from activations`,
  ],
  [
    "activations_complete_has_every_step",
    sql`update activations set completed_at = now(), charter_acceptance_id = null`,
  ],
  [
    "recovery_addresses_one_pending_per_student",
    sql`insert into recovery_addresses (student_id, email, given_at)
      select student_id, 'another@mail.example', given_at from recovery_addresses`,
  ],
  [
    "recovery_addresses_one_confirmed_per_student",
    sql`insert into recovery_addresses (student_id, email, given_at, confirmed_at)
      select student_id, email, given_at, given_at from recovery_addresses, generate_series(1, 2)`,
  ],
  [
    "address_confirmations_one_live_per_address",
    sql`insert into address_confirmations (address_id, code_hash, token_hash, sent_at, expires_at)
      select address_id, code_hash, 'another', sent_at, expires_at from address_confirmations`,
  ],
  ["address_confirmations_five_tries", sql`update address_confirmations set wrong_tries = 6`],
  ["outgoing_mails_erased_once_sent", sql`update outgoing_mails set sent_at = now()`],
  ["audit_entries_one_beginning", twoLines("begun")],
  ["audit_entries_one_ending", twoLines("succeeded")],
  [
    "audit_entries_beginning_has_operation",
    sql`insert into audit_entries (at, kind, outcome) values (now(), 'desk-reset.password', 'begun')`,
  ],
  ["students_identifier_lower_case", sql`update students set identifier = upper(identifier)`],
  [
    "charter_texts_hash_is_of_the_text",
    sql`with version as (insert into charters (version, published_at) values (99, now()) returning version)
      insert into charter_texts select version, 'fr', 'Charte', 'Le texte.', 'another' from version`,
  ],
])("whoever writes, the database holds to %s", async (constraint, statement) => {
  const refusal = await world.db.execute(statement).catch((error: Error) => error.cause);
  expect(refusal).toMatchObject({ constraint });
});
