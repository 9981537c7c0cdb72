import "server-only";
import { loadEntries, saveEntries } from "./disk";
import {
  foldDn,
  type GroupFacts,
  groupEntry,
  type PersonFacts,
  personEntry,
  type StoredEntry,
  treeEntries,
} from "./entries";
import { hashPassword } from "./passwords";

/** What seeds the directory. Each change is on disk before it resolves, and before anyone can read it. */
export interface Store {
  /** Creates or replaces this person's entry; without `password`, a known person keeps theirs. */
  putPerson(facts: PersonFacts): Promise<void>;
  /** Replaces all people and groups by these, atomically. */
  fill(all: { people: readonly PersonFacts[]; groups: readonly GroupFacts[] }): Promise<void>;
  /** True when it holds nobody. */
  isEmpty(): boolean;
}

/** The entries, for the server's operations. */
export interface EntryStore extends Store {
  /** Cost of new hashes: see `hashPassword`. */
  passwordCost: number;
  /** The tree first, then people and groups. */
  all(): StoredEntry[];
  get(dn: string): StoredEntry | undefined;
  /**
   * Replaces an entry by what `revise` returns. Revisions run one after another, each on the result of the one before.
   * Nothing changes when `revise` throws.
   */
  revise(dn: string, revise: (entry: StoredEntry | undefined) => StoredEntry): Promise<void>;
}

export async function openStore(file: string, baseDn: string, passwordCost: number): Promise<EntryStore> {
  const tree = treeEntries(baseDn);
  let entries = new Map((await loadEntries(file)).map((entry) => [foldDn(entry.dn), entry]));
  let lastWrite: Promise<void> = Promise.resolve();

  /** Writes one after another; a failed write stops none that follow. */
  function write(change: (next: Map<string, StoredEntry>) => void): Promise<void> {
    const written = lastWrite.then(async () => {
      const next = new Map(entries);
      change(next);
      await saveEntries(file, [...next.values()]);
      entries = next;
    });
    lastWrite = written.catch(() => {});
    return written;
  }

  const revise: EntryStore["revise"] = (dn, change) =>
    write((next) => next.set(foldDn(dn), change(next.get(foldDn(dn)))));

  async function hashed({ password, passwordHash, ...facts }: PersonFacts): Promise<StoredEntry> {
    const entry = personEntry(facts, baseDn);
    if (passwordHash || password === undefined) return { ...entry, passwordHash };
    return { ...entry, passwordHash: await hashPassword(password, passwordCost) };
  }

  return {
    passwordCost,
    all: () => [...tree, ...entries.values()],
    get: (dn) => entries.get(foldDn(dn)),
    revise,
    isEmpty: () => entries.size === 0,
    async putPerson(facts) {
      const entry = await hashed(facts);
      await revise(entry.dn, (known) => ({ ...entry, passwordHash: entry.passwordHash ?? known?.passwordHash }));
    },
    async fill({ people, groups }) {
      const filled = [...(await Promise.all(people.map(hashed))), ...groups.map((group) => groupEntry(group, baseDn))];
      await write((next) => {
        next.clear();
        for (const entry of filled) next.set(foldDn(entry.dn), entry);
      });
    },
  };
}
