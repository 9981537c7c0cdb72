import { dayAndTime } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import type { MailKind } from "@/lib/mail/kinds";
import { whomToTell } from "@/lib/whom-to-tell";
import { type ComposedMail, compose, type Letter } from "./layout";
import { type MailWords, mailWords } from "./words";

/** Who writes: the institution, and the address that its links start with. `Services` is one. */
export interface Sender {
  institution: Institution;
  env: { publicUrl: string };
}

/** What a letter is written with, in its reader's language. */
export interface Means {
  t: MailWords;
  /** Returns a day and an hour, in the institution's time zone. */
  instant: (at: Date) => string;
  /** The team to tell of what was not one's own doing. */
  contacts: ReturnType<typeof whomToTell>;
  publicUrl: string;
}

/** Returns the template of one kind of mail: it lays out, for any sender and language, what `write` says of the facts. */
export function letter<Facts>(kind: MailKind, write: (facts: Facts, means: Means) => Letter) {
  return ({ institution, env: { publicUrl } }: Sender, locale: Locale, facts: Facts): ComposedMail => {
    const instant = (at: Date) => dayAndTime(at, locale, institution.timeZone);
    const means = { t: mailWords(locale), instant, contacts: whomToTell(locale, institution), publicUrl };
    return { kind, locale, ...compose(write(facts, means), locale, institution, publicUrl) };
  };
}
