/**
 * The one form of a password that is checked, sent to the directory and proven at sign-in: Unicode NFC, so that « é » typed on one
 * keyboard is « é » typed on another (NIST SP 800-63B-4, 3.1.1.2). Nothing is trimmed: a space belongs to the password.
 */
export function normalisePassword(text: string): string {
  return text.normalize("NFC");
}
