import { type Finding, fault, ok, warning } from "../finding";
import { all, is, look, nothing, type Visit } from "./visit";

/** Milliseconds. An indexed search takes a few; one that reads every entry of a university's directory, far more. */
const noticed = 500;

/** Checks that the searches of each request are fast. Indexes are not visible from here, only the time they save. */
export async function checkSpeed(visit: Visit): Promise<Finding[]> {
  const { attributes } = visit;
  const { domains, groups } = visit.institution;
  // They match nobody, so that without an index the server must look everywhere.
  const searches = {
    [attributes.studentIdentifier]: is(attributes.studentIdentifier, `personne.introuvable@${domains.student}`),
    [attributes.staffLogin]: is(attributes.staffLogin, "introuvable-p"),
    [attributes.cardNumber]: is(attributes.cardNumber, "introuvable"),
    member: all(is("member", visit.settings.bindDn), is("cn", groups.admin)),
  };
  const slow: Finding[] = [];
  for (const [attribute, filter] of Object.entries(searches)) {
    const began = performance.now();
    const isOver = await look(visit, visit.settings.baseDn, { scope: "sub", filter, attributes: nothing, sizeLimit: 2 })
      .then(() => true)
      .catch(() => false);
    if (!isOver) return [...slow, fault("directory.speed.never", { attribute })];
    const milliseconds = Math.round(performance.now() - began);
    if (milliseconds > noticed) slow.push(warning("directory.speed.slow", { attribute, milliseconds }));
  }
  return slow.length > 0 ? slow : [ok("directory.speed.ok", { names: Object.keys(searches).join(", ") })];
}
