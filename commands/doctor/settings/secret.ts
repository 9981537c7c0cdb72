import { type Finding, ok, warning } from "../finding";

/** Fewer different characters than this is a word or a pattern; one made by a generator, 32 long, has far more. */
const fewest = 10;

/** Whether what signs the sessions was made by a generator, as far as one can tell. Its length is looked at with the other settings. */
export function checkSecret(secret: string): Finding {
  return new Set(secret).size < fewest ? warning("settings.secret.plain") : ok("settings.secret.ok");
}
