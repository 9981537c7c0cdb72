import { readGeneralizedTime } from "@/lib/directory/flavors/generalized-time";
import { clockFinding, readOtherClock } from "../clock-skew";
import { type Finding, unchecked } from "../finding";
import { look, type Visit } from "./visit";

/** Where servers give their time: Active Directory, 389 Directory Server, OpenLDAP with its monitor. */
const places = [
  { base: "", attribute: "currentTime" },
  { base: "cn=monitor", attribute: "currentTime" },
  { base: "cn=Current,cn=Time,cn=Monitor", attribute: "monitorTimestamp" },
];

/** Generalized time has whole seconds (RFC 4517, 3.3.13). */
const grain = 1_000;

/** Compares the directory's clock, when it gives its time, with this machine's. */
export async function checkClock(visit: Visit): Promise<Finding> {
  const { server } = visit;
  for (const { base, attribute } of places) {
    let isTold = true;
    const skew = await readOtherClock(async () => {
      const { entries } = await look(visit, base, { scope: "base", attributes: [attribute] });
      const time = readGeneralizedTime(entries[0]?.values(attribute)[0]);
      isTold = time !== null;
      return time ?? new Date();
    }, grain);
    if (!isTold) continue;
    return clockFinding(
      skew,
      { ok: "directory.clock.ok", off: "directory.clock.off", wrong: "directory.clock.wrong" },
      { server },
    );
  }
  return unchecked("directory.clock.untold", { server });
}
