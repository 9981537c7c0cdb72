import type { LegalFacts } from "@/lib/legal-facts";
import { type Finding, warning } from "../finding";

/** How long a declaration of accessibility is valid (RGAA 4.1.2, « Validité de la déclaration »). */
const declarationYears = 3;

/** About the time that it takes to order an audit, make it and act on it, in days. */
const auditDays = 180;

/** Reports what the law requires the institution to state and its file does not. */
export function checkLegalFacts(legal: LegalFacts, now: Date): Finding[] {
  const { publisher, publicationDirector, host, accessibility } = legal;
  const names = missing({ publisher, publicationDirector, host });
  return [
    ...(names ? [warning("institution.legal.unstated", { names })] : []),
    ...(accessibility ? checkDeclaration(accessibility, now) : [warning("institution.legal.undeclared")]),
  ];
}

function checkDeclaration(declaration: NonNullable<LegalFacts["accessibility"]>, now: Date): Finding[] {
  const { audit, multiYearPlanUrl, yearPlanUrl, mail } = declaration;
  const names = missing({ multiYearPlanUrl, yearPlanUrl, mail });
  // Noon is on that day in every time zone where this is read.
  const declaredOn = new Date(`${declaration.declaredOn}T12:00:00Z`);
  const until = new Date(declaredOn);
  until.setUTCFullYear(until.getUTCFullYear() + declarationYears);
  const isLapsing = until.getTime() - now.getTime() < auditDays * 86_400_000;
  return [
    ...(audit ? [] : [warning("institution.legal.unaudited")]),
    ...(names ? [warning("institution.legal.incomplete", { names })] : []),
    ...(isLapsing ? [warning("institution.legal.lapsing", { declaredOn, until })] : []),
  ];
}

/** Returns the names of the absent facts. */
function missing(facts: Record<string, unknown>): string {
  return Object.keys(facts)
    .filter((name) => facts[name] === undefined)
    .join(", ");
}
