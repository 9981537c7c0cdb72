/** Returns the field of the box to tick before this card is declared lost. */
export function lostBox(cardNumber: string): string {
  return `lost-${cardNumber}`;
}

/** Why a card is not declared lost: its box is not ticked. */
export const notConfirmed = "not-confirmed";
