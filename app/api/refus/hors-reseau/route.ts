import { answerProblems } from "@/app/api/answer-problems";
import { problem } from "@/app/api/problem";
import { services } from "@/lib/services";
import { currentVisitor } from "@/lib/session/current-visitor";
import { recordRefusal } from "@/lib/session/record-refusal";

/** Answers, for the front server, a call that only the internal network may make. */
const refuse = () =>
  answerProblems(async (caller) => {
    await recordRefusal(services(), "outside", await currentVisitor(), caller);
    return problem("hors-reseau-interne", 403);
  });

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };
