import type { LegalFacts } from "@/lib/legal-facts";
import { type Finding, warning } from "../finding";

/** How long a declaration of accessibility is good for (RGAA 4.1.2, « Validité de la déclaration »). */
const declarationYears = 3;

/** An audit is ordered, made and answered for in about so many days. */
const auditDays = 180;

/** What the law has the institution state, and its file does not. Where the law lets it be silent, so is this. */
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
  // At noon it is that day wherever this is read.
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

/** Their names, where they are not there. */
function missing(facts: Record<string, unknown>): string {
  return Object.keys(facts)
    .filter((name) => facts[name] === undefined)
    .join(", ");
}
