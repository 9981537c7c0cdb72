import { type Finding, ok, warning } from "../finding";

/** With fewer different characters it is a word or a pattern; a generated one, 32 long, has far more. */
const fewest = 10;

/** Checks, as far as possible, that the secret that signs sessions was generated. Other checks look at its length. */
export function checkSecret(secret: string): Finding {
  return new Set(secret).size < fewest ? warning("settings.secret.plain") : ok("settings.secret.ok");
}
