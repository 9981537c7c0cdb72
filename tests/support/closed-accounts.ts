import { eq } from "drizzle-orm";
import { accountClosings, cards, enrolments, students } from "@/db/schema";
import { demoPeople, demoStaff } from "@/embedded/demo-people";
import type { Directory } from "@/lib/directory/directory";
import { lookAtClosings } from "@/lib/retention/closed-accounts/look-at-closings";
import { noteClosings } from "@/lib/retention/closed-accounts/note-closings";
import type { Services } from "@/lib/services";
import { startDesk } from "./desk";
import { today } from "./first-connections";

export const aDay = 24 * 3_600_000;
export const hugo = "hugo.bernard@etu.univ.example";
export const lea = "lea.moreau@etu.univ.example";

/** Starts the demo university, which erases everything about students thirty days after their account has closed. */
export async function startClosings() {
  const world = await startDesk();
  const { institution } = world.services;
  const retention = { ...institution.retention, closedAccountDays: 30 };
  const services: Services = { ...world.services, institution: { ...institution, retention } };
  // Valid for longer than any test lasts.
  await world.db.update(cards).set({ validUntil: "2029-08-31" });
  const change = (identifier: string, facts: Partial<typeof students.$inferInsert>) =>
    world.db.update(students).set(facts).where(eq(students.identifier, identifier));
  return {
    ...world,
    services,
    /** Sets the clock to that many days after the start. */
    onDay: (days: number) => world.setNow(new Date(today.getTime() + days * aDay)),
    withdraw: (identifier: string) => change(identifier, { withdrawnAt: world.services.clock.now() }),
    reinstate: (identifier: string) => change(identifier, { withdrawnAt: null }),
    change,
    deactivate: (uid: string) => world.setEntry(uid, { state: "inactive" }),
    /** Fills the directory as in the demonstration, without these people. */
    async fillWithout(...gone: string[]) {
      const groups = [...new Set(demoStaff.flatMap((person) => person.groups))].map((cn) => ({ cn, members: [] }));
      await world.ldap.store.fill({ people: demoPeople.filter(({ uid }) => !gone.includes(uid)), groups });
    },
    /** Runs one turn of the primary process, with a directory that differs. Returns whether it was asked. */
    async turn(differences: Partial<Directory> = {}) {
      await noteClosings(services);
      return lookAtClosings({ ...services, directory: { ...services.directory, ...differences } });
    },
    /** Runs a turn each week from the current day to that one, included. */
    async turnsUntil(days: number) {
      const from = Math.round((world.services.clock.now().getTime() - today.getTime()) / aDay);
      for (let day = from; day < days; day += 7) {
        world.setNow(new Date(today.getTime() + day * aDay));
        await this.turn();
      }
      world.setNow(new Date(today.getTime() + days * aDay));
      await this.turn();
    },
    closings: () => world.db.select().from(accountClosings),
    async closedSince(identifier: string) {
      const { id } = await world.student(identifier);
      const [row] = await world.db.select().from(accountClosings).where(eq(accountClosings.studentId, id));
      return row === undefined ? "not noted" : row.closedSince;
    },
    async isKept(identifier: string) {
      const rows = await world.db.select().from(students).where(eq(students.identifier, identifier));
      return rows.length > 0;
    },
    async enrolIn(identifier: string, year: number, state: "in-force" | "cancelled" = "in-force") {
      const { id: studentId } = await world.student(identifier);
      const stage = { componentCode: "ECO", componentName: "Économie", stageCode: "L2ECO", stageName: "Licence 2" };
      await world.db.insert(enrolments).values({ studentId, year, ...stage, enrolledOn: `${year}-09-02`, state });
    },
  };
}

export type Closings = Awaited<ReturnType<typeof startClosings>>;
