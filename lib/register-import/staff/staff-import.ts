import "server-only";
import type { ImportKind } from "../kinds";
import { refuseClashes } from "../lines/queries";
import { applyStaff } from "./apply-staff";
import { judgeStaff } from "./judge";
import { readStaff, type Staff } from "./read-staff";

/** One line per person: two lines with one number must agree, or both are refused. */
export const staffImport: ImportKind<Staff> = {
  read: readStaff,
  keysOf: ({ staffNumber }) => ({ person: `staff ${staffNumber}`, facts: null, item: staffNumber }),
  // Every line names its person by the one required number: the register has nothing to add.
  resolve: async () => [],
  async refuseContradictions(db, runId) {
    await refuseClashes(db, runId, { reason: "disagrees", by: "person", differing: "content" });
    await refuseClashes(db, runId, { reason: "same-identifier", by: "identifier", differing: "person" });
  },
  judge: async (db, lines) => (await judgeStaff(db, lines)).map(({ verdict }) => verdict),
  apply: applyStaff,
};
