import "server-only";
import type { Services } from "@/lib/services";
import { selectEvents, selectRefusedSignIns } from "./queries";
import { eventDays, inOrder, type OwnEvent, shownEvents } from "./rules";

/**
 * Returns the latest events of a student's account, newest first: a part of the journal, in which nobody is named. A
 * student who reads their own events is not recorded as a reader of the journal.
 */
export async function readEvents(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  identifier: string,
): Promise<OwnEvent[]> {
  const since = new Date(clock.now().getTime() - eventDays * 86_400_000);
  const [events, refused] = await Promise.all([
    selectEvents(db, identifier, since, shownEvents),
    selectRefusedSignIns(db, identifier, since, institution.timeZone, shownEvents),
  ]);
  return inOrder(events, refused);
}
