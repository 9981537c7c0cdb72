import type { Client } from "@/db/one-connection";
import { clockFinding, readOtherClock } from "../clock-skew";
import type { Finding } from "../finding";

/** Compares the database's clock with this machine's. */
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
