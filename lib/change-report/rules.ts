export interface ReportLinkProgress {
  changedAt: Date;
  expiresAt: Date;
  /** When this change was reported, by this link or by that of the other mailbox. */
  reportedAt: Date | null;
  /** When a desk last gave this student a password, with the card. */
  lastAtDeskAt: Date | null;
}

/**
 * What a mailed link is worth: `reported` once its change is; `settled` when a desk has seen the card since the change, and nothing is left to
 * shut; `over` when it is too old, or was never mailed.
 */
export function reportState(link: ReportLinkProgress | null, now: Date): "live" | "reported" | "settled" | "over" {
  if (!link) return "over";
  if (link.lastAtDeskAt && link.lastAtDeskAt > link.changedAt) return "settled";
  if (link.reportedAt) return "reported";
  return link.expiresAt > now ? "live" : "over";
}
