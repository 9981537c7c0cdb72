import "server-only";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { visitorOfSession } from "@/lib/session/visitor-of";
import { findPhone, type Phone } from "./queries";
import { type PhoneStanding, phoneStanding } from "./rules";

/** What a browser that followed the QR code holds. */
export interface Device {
  /** The token in the QR code. */
  token: string;
  /** The device's own random cookie. */
  device: string;
}

export type PhoneSight =
  | { standing: Exclude<PhoneStanding, "over">; phone: Phone; staff: Visitor | null }
  | { standing: "over"; phone: Phone | null; staff: null };

/** Returns how far a code is for this device. Changes nothing: cameras and previews open links too. */
export async function readPhone(services: Services, held: Device): Promise<PhoneSight> {
  const phone = await findPhone(services.db, hashToken(held.token));
  return sight(services, phone, held);
}

/** Returns how far an already read code is for this device. */
export async function sight(services: Services, phone: Phone | null, { device }: Device): Promise<PhoneSight> {
  const staff = phone && (await visitorOfSession(services, phone.reset.sessionId));
  const asked = { device: hashToken(device), isStaffThere: staff !== null };
  const standing = phoneStanding(phone, asked, services.clock.now());
  return phone && standing !== "over" ? { standing, phone, staff } : { standing: "over", phone, staff: null };
}
