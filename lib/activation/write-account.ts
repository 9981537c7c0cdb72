import "server-only";
import { isStudentAlone } from "@/lib/directory/affiliations";
import type {
  CreateEntryOutcome,
  Directory,
  DirectoryPerson,
  RegisterFacts,
  SetPasswordOutcome,
} from "@/lib/directory/directory";
import { ensurePassword } from "@/lib/directory-change/ensure-password";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Activation } from "./current-activation";
import { type OpenAccount, whoseOpenAccount } from "./open-account";
import { markWritten } from "./queries";

type PasswordRefusal = Extract<SetPasswordOutcome, { ok: false }>["reason"];
type EntryRefusal = Extract<CreateEntryOutcome, { ok: false }>["reason"];
export type AccountRefusal = PasswordRefusal | EntryRefusal | "account-suspended" | "students-entry" | OpenAccount;

/**
 * Sets the password in the directory, then the active state, in this order, since an active account without its
 * password would serve nobody. First creates a student's missing entry, where the settings ask for it. Refuses a
 * suspended account, even one that an administrator disabled, since a new password would enable it again on OpenLDAP.
 * Also refuses a colleague's open account, which has its own password, and a student's entry whose login is on a staff
 * sheet.
 */
export async function writeAccount(
  services: Services,
  student: RegisterFacts & Pick<Activation, "id" | "credentialId" | "population">,
  password: string,
  caller: Pick<Caller, "address" | "isInternal">,
): Promise<{ ok: true; person: DirectoryPerson } | { ok: false; reason: AccountRefusal }> {
  const { db, directory, clock } = services;
  const found = await directory.findByLogin(student.identifier);
  const present = found ? ({ ok: true, person: found } as const) : await missingEntry(directory, student);
  if (!present.ok) return present;
  const { person } = present;
  if (student.population === "staff" && isStudentAlone(person)) return { ok: false, reason: "students-entry" };
  if (person.state === "suspended") return { ok: false, reason: "account-suspended" };
  const open = await whoseOpenAccount(services, { person, ...student });
  if (open) return { ok: false, reason: open };
  const outcome = await ensurePassword(services, person, password, caller);
  if (!outcome.ok) return outcome;
  await markWritten(db, student.id, clock.now());
  await directory.activate(person);
  return { ok: true, person };
}

/** Creates a student's missing entry. Staff get theirs with their login, so none is created here (decision 28). */
async function missingEntry(
  directory: Directory,
  person: RegisterFacts & Pick<Activation, "population">,
): Promise<CreateEntryOutcome> {
  return person.population === "staff" ? { ok: false, reason: "no-entry" } : directory.createEntry(person);
}
