import { access, constants, statfs } from "node:fs/promises";
import { type Finding, fault, ok, warning } from "../finding";

const gigabyte = 2 ** 30;

/** Checks that the demonstration has room in `DATA_DIR`. A real service stores nothing there. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  await access(dataDir, constants.W_OK);
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const values = { dataDir, gigabytes: Math.round((free / gigabyte) * 10) / 10 };
  if (free < gigabyte / 10) return fault("machine.disk.full", values);
  return free < gigabyte ? warning("machine.disk.low", values) : ok("machine.disk.ok", values);
}
