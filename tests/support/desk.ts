import { eq } from "drizzle-orm";
import { cards, deskResets, recoveryAddresses } from "@/db/schema";
import { demoStudents } from "@/embedded/demo-people";
import { completeReset } from "@/lib/desk-reset/complete-reset";
import { deskState } from "@/lib/desk-reset/desk-state";
import { handOver } from "@/lib/desk-reset/hand-over";
import { openReset } from "@/lib/desk-reset/open-reset";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { signIn } from "@/lib/session/sign-in";
import type { Visitor } from "@/lib/session/visitor";
import { visitorOf } from "@/lib/session/visitor-of";
import { startWorld } from "./first-connections";

export const desk: Caller = { address: "10.1.2.3", network: "filaire", isInternal: true, requestId: "r-1" };
export const chosen = "Canal-37-Bruyere";

const staffPasswords = {
  "dupont-n": "Horloge-64-Pivoine",
  "garcia-l": "Lanterne-29-Falaise",
  "petit-s": "Pavillon-83-Orchidee",
  "morel-c": "Parchemin-15-Colline",
  "roche-j": "Calendrier-71-Nacelle",
} as const;

export interface Staff {
  visitor: Visitor;
  /** The session cookie's token. */
  token: string;
}

/** Starts the demo university's students who have a card, staff to help them, and what they do at a desk. */
export async function startDesk() {
  const world = await startWorld();
  await world.enrol(...demoStudents.map(({ identifier }) => identifier));
  const hugo = await world.student("hugo.bernard@etu.univ.example");
  const confirmed = { givenAt: hugo.activatedAt as Date, confirmedAt: hugo.activatedAt };
  await world.db
    .insert(recoveryAddresses)
    .values({ studentId: hugo.id, email: "hugo.bernard@mail.example", ...confirmed });

  return {
    ...world,
    async signedIn(login: keyof typeof staffPasswords): Promise<Staff> {
      const attempt = { username: login, password: staffPasswords[login], caller: desk, former: null };
      const outcome = await signIn(world.services, attempt);
      if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
      return outcome;
    },
    /** Returns the same person as the next request sees them. */
    async seenAgain({ token }: Staff): Promise<Staff> {
      const visitor = await visitorOf(world.services, token);
      if (!visitor) throw new Error("the session is over");
      return { visitor, token };
    },
    open: ({ visitor }: Staff, cardNumber: string, channel: "page" | "api" = "api", services = world.services) =>
      openReset(services, { visitor, caller: desk, channel, cardNumber }),
    async opened(staff: Staff, cardNumber: string, channel: "page" | "api" = "api"): Promise<string> {
      const outcome = await openReset(world.services, { visitor: staff.visitor, caller: desk, channel, cardNumber });
      if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
      return outcome.id;
    },
    handOver: ({ visitor }: Staff, id: string) => handOver(world.services, { visitor, caller: desk, id }),
    state: ({ visitor }: Staff) => deskState(world.services, { visitor, caller: desk }),
    complete: ({ visitor }: Staff, id: string, newPassword = chosen, services: Services = world.services) =>
      completeReset(services, {
        visitor,
        caller: desk,
        id,
        typed: { newPassword, newPasswordConfirmation: newPassword },
        locale: "fr",
      }),
    /** Returns the journal's lines about resets written during `act`. */
    async linesOf(act: () => Promise<unknown>) {
      const before = (await world.journal()).length;
      await act();
      const lines = (await world.journal()).slice(before);
      return lines.map(({ kind, outcome, reason }) => [kind, outcome, reason].filter(Boolean).join(" "));
    },
    async stateOf(id: string) {
      const [row] = await world.db.select().from(deskResets).where(eq(deskResets.id, id));
      return row?.state;
    },
    setCard: (number: string, changes: Partial<typeof cards.$inferInsert>) =>
      world.db.update(cards).set(changes).where(eq(cards.number, number)),
    /** Restores a demo student's entry, with differences. */
    async setEntry(uid: string, differences: Partial<(typeof demoStudents)[number]>) {
      const facts = demoStudents.find((student) => student.uid === uid);
      if (!facts) throw new Error(`${uid} is no demo student`);
      const { password: _, ...kept } = facts;
      await world.ldap.store.putPerson({ ...kept, ...differences });
    },
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;
