import { constants, setPriority } from "node:os";
import { inFull } from "@/lib/errors";
import { workOnNext } from "@/lib/register-import/waiting/work-on-next";
import { closeServices, services } from "@/lib/services";
import { keepValuesOutOfTheLog, outliveTheLog } from "./plain-errors";

/** The process that reads and applies files (`imports.ts` starts it): all that wait, one after the other; then it ends. */
outliveTheLog();
keepValuesOutOfTheLog();
// People who wait for a page come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// Whoever started us stops, or is gone. The database undoes the batch under way; the file goes on from the one before.
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
