import type { Reset } from "./queries";

/** For the journal: which card; and from a phone, whose own network the line holds, where the desk is. */
export function factsOf({ card, address, network }: Reset, phoneId: string | null): Record<string, string | boolean> {
  if (!phoneId) return { card: card.number };
  return { card: card.number, phone: true, deskAddress: address, ...(network && { deskNetwork: network }) };
}
