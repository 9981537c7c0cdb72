import { isLive, type ResetProgress } from "../rules";

/** How often a wrong number may be typed; with the last one the code is worth nothing any more. */
export const mostTries = 3;

export interface PhoneProgress {
  id: string;
  deviceHash: string | null;
  provenAt: Date | null;
  reset: ResetProgress;
}

export type PhoneStanding =
  /** Nobody has opened it. */
  | "unopened"
  /** Another device opened it first. */
  | "elsewhere"
  /** This device has it; the number of the desk's screen is asked for. */
  | "number"
  /** The number was right: the password. */
  | "password"
  | "done"
  /** Too late, taken back, or never ours. */
  | "over";

/**
 * What a code is worth to a device that opens it. @param device Hash of the device's cookie. @param isStaffThere The session that handed it
 * over is live: whoever signs out takes back what they handed over.
 */
export function phoneStanding(
  phone: PhoneProgress | null,
  { device, isStaffThere }: { device: string; isStaffThere: boolean },
  now: Date,
): PhoneStanding {
  if (!phone || phone.reset.phoneId !== phone.id) return "over";
  const isOwn = phone.deviceHash === device;
  if (phone.reset.state === "completed") return isOwn ? "done" : "over";
  if (!isLive(phone.reset, now) || !isStaffThere) return "over";
  if (phone.deviceHash === null) return "unopened";
  if (!isOwn) return "elsewhere";
  return phone.provenAt ? "password" : "number";
}
