import "server-only";
import { rulesOf } from "@/lib/population";
import type { ImportKind } from "../kinds";
import { refuseClashes } from "../lines/queries";
import { applyEnrolments } from "./apply-enrolments";
import { itemOf, judgeEnrolments, refuseUnnameable } from "./judge";
import { type Enrolment, readEnrolment } from "./read-enrolment";
import { factsOf, knownPerson, personOf } from "./stage-enrolment";

export const enrolmentImport: ImportKind<Enrolment> = {
  read: readEnrolment,
  keysOf: (line) => ({ person: personOf(line), facts: factsOf(line), item: itemOf(line) }),
  resolve: async (db, lines) =>
    (await judgeEnrolments(db, lines)).flatMap(({ line, student }) =>
      student ? [{ line: line.line, person: knownPerson(student.id) }] : [],
    ),
  async refuseContradictions(db, runId) {
    await refuseClashes(db, runId, { reason: "disagrees", by: "person", differing: "facts" });
    await refuseClashes(db, runId, { reason: "disagrees", by: "stage of a person", differing: "content" });
    await refuseClashes(db, runId, { reason: "disagrees", by: "student number", differing: "person" });
    await refuseClashes(db, runId, { reason: "same-ine", by: "ine", differing: "person" });
    await refuseClashes(db, runId, { reason: "same-identifier", by: "identifier", differing: "person" });
  },
  judge: async (db, lines, institution) =>
    refuseUnnameable(await judgeEnrolments(db, lines), rulesOf(institution, "student")).map(({ verdict }) => verdict),
  apply: applyEnrolments,
};
