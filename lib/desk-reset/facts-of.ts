import type { Reset } from "./queries";

/** Returns the journal's details: the card and, from a phone, the desk's place, since the line holds the phone's. */
export function factsOf({ card, address, network }: Reset, phoneId: string | null): Record<string, string | boolean> {
  if (!phoneId) return { card: card.number };
  return { card: card.number, phone: true, deskAddress: address, ...(network && { deskNetwork: network }) };
}
