import "server-only";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { findReportLink, type ReportLink } from "./queries";
import { reportState } from "./rules";

/** The current state of a mailed link, and the change that it concerns. */
export type ReportPage =
  | { state: "live"; reported: Pick<ReportLink, "change" | "changedAt" | "network"> & { identifier: string } }
  | { state: "reported" | "settled" | "over" };

/** Reads a mailed link of « Ce n’était pas moi » and changes nothing: mail filters open links too. */
export async function readReportLink({ db, clock }: Services, token: string): Promise<ReportPage> {
  const link = token ? await findReportLink(db, hashToken(token)) : null;
  const state = reportState(link, clock.now());
  if (!link || state !== "live") return { state: state === "live" ? "over" : state };
  const { change, changedAt, network, student } = link;
  return { state, reported: { change, changedAt, network, identifier: student.identifier } };
}
