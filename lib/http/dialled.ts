/** Returns a French telephone number in the form that a `tel:` link dials from anywhere: `+33123456789`. */
export function dialled(number: string): string {
  return number.replace(/^0/, "+33").replaceAll(/[^+\d]/g, "");
}
