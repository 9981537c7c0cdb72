import type { Reset } from "./queries";

/** Returns the journal's details: the card and, for a phone, whose own network the line holds, the desk's place. */
export function factsOf({ card, address, network }: Reset, phoneId: string | null): Record<string, string | boolean> {
  if (!phoneId) return { card: card.number };
  return { card: card.number, phone: true, deskAddress: address, ...(network && { deskNetwork: network }) };
}
