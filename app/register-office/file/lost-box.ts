/** The field of the box to tick before this card is declared lost. */
export function lostBox(cardNumber: string): string {
  return `lost-${cardNumber}`;
}
