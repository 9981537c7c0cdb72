import { isLive, type ResetProgress } from "../rules";

/** How many wrong numbers may be typed; the last one cancels the code. */
export const mostTries = 3;

export interface PhoneProgress {
  id: string;
  deviceHash: string | null;
  provenAt: Date | null;
  reset: ResetProgress;
}

export type PhoneStanding =
  /** No device has opened it. */
  | "unopened"
  /** Another device opened it first. */
  | "elsewhere"
  /** This device opened it; the number on the desk's screen comes next. */
  | "number"
  /** The number was right; the password comes next. */
  | "password"
  | "done"
  /** Expired, taken back or unknown. */
  | "over";

/**
 * Returns how far a code is for a device that opens it. @param device Hash of the device's cookie. @param isStaffThere
 * Whether the session that handed it over is live: signing out takes back what was handed over.
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
