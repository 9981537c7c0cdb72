import { codeOf } from "../attempt";
import { type Finding, fault, type Sentence } from "../finding";

/** Returns why the database refused the connection. `error` is what pg threw. */
export function whyNotConnected(error: unknown, where: { server: string; database: string; role: string }): Finding {
  const code = codeOf(error);
  return fault(reasons[code] ?? (isTooSlow(error) ? "database.silent" : "database.unreachable"), { ...where, code });
}

/** By SQLSTATE, or Node's own code. */
const reasons: Partial<Record<string, Sentence>> = {
  ENOTFOUND: "database.unknownHost",
  EAI_AGAIN: "database.unknownHost",
  ECONNREFUSED: "database.closed",
  ETIMEDOUT: "database.silent",
  "28P01": "database.wrongPassword",
  "28000": "database.notAllowed",
  "3D000": "database.noSuchDatabase",
  "42501": "database.notAllowed",
  "53300": "database.full",
};

function isTooSlow(error: unknown): boolean {
  return error instanceof Error && /timeout/i.test(error.message);
}
