export interface ReportLinkProgress {
  changedAt: Date;
  expiresAt: Date;
  /** When this change was reported, by this link or by the one in the other mailbox. */
  reportedAt: Date | null;
  /** When a desk last reset this student's password, with the card. */
  lastAtDeskAt: Date | null;
}

/**
 * Returns the state of a mailed link: `reported` once its change is; `settled` when a desk has seen the card since the
 * change, and nothing is left to block; `over` when it is too old, or was never mailed.
 */
export function reportState(link: ReportLinkProgress | null, now: Date): "live" | "reported" | "settled" | "over" {
  if (!link) return "over";
  if (link.lastAtDeskAt && link.lastAtDeskAt > link.changedAt) return "settled";
  if (link.reportedAt) return "reported";
  return link.expiresAt > now ? "live" : "over";
}
