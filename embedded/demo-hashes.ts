import "server-only";
import { hashProvisionalPassword } from "@/lib/secrets/provisional-password";
import { demoNewcomers, demoStaff, demoStudents } from "./demo-people";
import { hashPassword, usualCost } from "./directory/passwords";

type Pair = readonly [key: string, hash: string];

/** By identifier: the bcrypt hash of what a demo person's sheet says. */
export const hashedSheets = once(() =>
  [...demoStudents, ...demoNewcomers].map(async ({ identifier, sheet }): Promise<Pair | null> => {
    return sheet ? [identifier, await hashProvisionalPassword(sheet.provisionalPassword)] : null;
  }),
);

/** By `uid`: what the embedded directory keeps of a demo person's password. */
export const hashedPasswords = once(() =>
  [...demoStudents, ...demoStaff].map(async ({ uid, password }): Promise<Pair | null> => {
    return password ? [uid, await hashPassword(password, usualCost)] : null;
  }),
);

/** They cost a second of a core and keep nothing secret: made once in the life of a process, however often it starts afresh. */
function once(make: () => Promise<Pair | null>[]): () => Promise<Map<string, string>> {
  let made: Promise<Map<string, string>> | undefined;
  return () => {
    made ??= Promise.all(make()).then((pairs) => new Map(pairs.filter((pair) => pair !== null)));
    return made;
  };
}
