import "server-only";
import type { Services } from "@/lib/services";
import { deleteLinksBefore } from "./queries";

const aDay = 24 * 3_600_000;

/** Deletes the links that expired more than a day ago. Until then, the page says what became of them. */
export function forgetLinks({ db, clock }: Pick<Services, "db" | "clock">): Promise<void> {
  return deleteLinksBefore(db, new Date(clock.now().getTime() - aDay));
}
