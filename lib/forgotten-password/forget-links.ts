import "server-only";
import type { Services } from "@/lib/services";
import { deleteLinksBefore } from "./queries";

const aDay = 24 * 3_600_000;

/** Deletes the links that were over a day ago. Until then whoever follows one again is told what became of it. */
export function forgetLinks({ db, clock }: Pick<Services, "db" | "clock">): Promise<void> {
  return deleteLinksBefore(db, new Date(clock.now().getTime() - aDay));
}
