import type { Client } from "@/db/one-connection";
import { clockFinding, readOtherClock } from "../clock-skew";
import type { Finding } from "../finding";

/** How far the database's clock is from this machine's. */
export async function checkClock(client: Client): Promise<Finding> {
  const skew = await readOtherClock(async () => {
    const { rows } = await client.query("select clock_timestamp() as now");
    return rows[0].now;
  });
  return clockFinding(skew, {
    ok: "database.clock.ok",
    off: "database.clock.off",
    wrong: "database.clock.wrong",
  });
}
