import "server-only";
import { createTransport } from "nodemailer";
import type { Env } from "@/lib/env";
import type { Locale } from "@/lib/http/locale";

export interface Letter {
  /** One address, and nothing else. */
  recipient: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
  date: Date;
  /** The same at each attempt, so that a mail sent twice after a crash is one mail to whoever receives it. */
  messageId: string;
}

export interface Transport {
  /** Resolves once the server has taken charge of the letter; throws within 25 seconds when it has not. */
  send(letter: Letter): Promise<void>;
}

const whole = 25_000;
const patience = { dnsTimeout: 5_000, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/**
 * Outgoing mail by `SMTP_URL`: `smtp://` (STARTTLS where offered) or `smtps://`, with nodemailer's options as parameters
 * (`?requireTLS=true`, `?tls.servername=...`). A name and password never travel in clear, but to this very machine.
 */
export function mailTransport({ smtpUrl, mailFrom }: Pick<Env, "smtpUrl" | "mailFrom">): Transport {
  const url = new URL(smtpUrl);
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.username && !isHere) url.searchParams.set("requireTLS", "true");
  if (isHere && !url.searchParams.has("requireTLS")) url.searchParams.set("ignoreTLS", "true");
  for (const [name, milliseconds] of Object.entries(patience)) url.searchParams.set(name, String(milliseconds));
  const transport = createTransport(url.href, { from: mailFrom, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ recipient, locale, ...letter }) {
      const sending = transport.sendMail({
        ...letter,
        to: { name: "", address: recipient },
        // RFC 3834: nobody's out-of-office answers; RFC 3282: the language of the text.
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
      });
      await inTime(sending, whole);
    },
  };
}

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(Object.assign(new Error("too slow"), { code: "ETIMEDOUT" })), milliseconds);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
