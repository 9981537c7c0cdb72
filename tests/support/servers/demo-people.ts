import { demoNewcomers, demoStaff, demoStudents } from "@/embedded/demo-people";
import type { PersonFacts } from "@/embedded/directory/entries";

const accounts = [...demoStudents, ...demoNewcomers, ...demoStaff];

/** A person whose card the directory knows. */
export type CardHolder = PersonFacts & { cardNumber?: string };

/** The demo university's people, as each server is loaded with them. */
export const demoPeople: readonly CardHolder[] = [
  ...demoStudents.map((student) => ({
    ...student,
    cardNumber: student.cards.find(({ state }) => state === "in-force")?.number,
  })),
  ...demoNewcomers,
  ...demoStaff,
];

/** The groups of the desk roles, by their `cn`. */
export const demoGroups = [...new Set(accounts.flatMap(({ groups }) => groups))].map((cn) => ({
  cn,
  members: accounts.filter(({ groups }) => groups.includes(cn)).map(({ uid }) => uid),
}));
