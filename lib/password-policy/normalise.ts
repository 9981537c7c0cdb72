/**
 * Returns the form of a password that is checked, sent to the directory and verified at sign-in: Unicode NFC, so that «
 * é » is the same from every keyboard (NIST SP 800-63B-4, 3.1.1.2). Trims nothing: a space is part of the password.
 */
export function normalisePassword(text: string): string {
  return text.normalize("NFC");
}
