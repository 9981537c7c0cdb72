import { constants, setPriority } from "node:os";
import { inFull } from "@/lib/errors";
import { workOnNext } from "@/lib/register-import/waiting/work-on-next";
import { closeServices, services } from "@/lib/services";
import { keepValuesOutOfTheLog, outliveTheLog } from "./plain-errors";

/** The process that reads and applies files, started by `imports.ts`: it takes all that wait, in turn, then ends. */
outliveTheLog();
keepValuesOutOfTheLog();
// People who wait for a page come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// Our parent stops, or has died. The database rolls back the current batch; the file resumes after the one before.
const leave = () => process.exit(0);
process.on("disconnect", leave);
if (!process.connected) leave();
// A Ctrl-C reaches every process of the terminal: the primary decides when we stop.
process.on("SIGINT", () => {}).on("SIGTERM", () => {});

try {
  while (await workOnNext(services()));
} catch (error) {
  console.error(`imports: stopped (${inFull(error)})`);
  process.exitCode = 1;
}
await closeServices();
process.off("disconnect", leave).disconnect();
