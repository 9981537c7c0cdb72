import "server-only";
import { createTransport } from "nodemailer";
import type { Env } from "@/lib/env";
import type { Locale } from "@/lib/http/locale";

interface Letter {
  /** One address, and nothing else. */
  recipient: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
  date: Date;
  /** The same at each attempt, so that a mail sent twice after a crash is one mail to its recipient. */
  messageId: string;
}

export interface Transport {
  /** Resolves once the server has accepted the letter; throws within 25 seconds when it has not. */
  send(letter: Letter): Promise<void>;
}

const whole = 25_000;
const patience = { dnsTimeout: 5_000, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/**
 * Returns the transport for outgoing mail to `SMTP_URL`: `smtp://` (STARTTLS where offered) or `smtps://`, with
 * nodemailer's options as parameters (`?requireTLS=true`, `?tls.servername=...`). A name and password travel in clear
 * only to this machine itself.
 */
export function mailTransport({ smtpUrl, mailFrom }: Pick<Env, "smtpUrl" | "mailFrom">): Transport {
  const transport = connector(smtpUrl, mailFrom);
  return {
    async send({ recipient, locale, ...letter }) {
      const sending = transport.sendMail({
        ...letter,
        to: { name: "", address: recipient },
        // RFC 3834: no out-of-office answers; RFC 3282: the language of the text.
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
      });
      await inTime(sending, whole);
    },
  };
}

/**
 * Connects to the mail server as for a letter, with its TLS and its password, and disconnects without sending anything.
 * Throws what nodemailer throws. `mustBeSecret` refuses a server that offers no TLS, whatever the URL says.
 */
export async function greetMailServer(smtpUrl: string, { mustBeSecret = false } = {}): Promise<void> {
  const url = new URL(smtpUrl);
  if (mustBeSecret) url.searchParams.set("requireTLS", "true");
  const transport = connector(url.href);
  try {
    await inTime(transport.verify(), whole);
  } finally {
    transport.close();
  }
}

/** True for a URL whose server is this machine: what is sent there crosses no network. */
export function isOnThisMachine(url: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

function connector(smtpUrl: string, from?: string) {
  const url = new URL(smtpUrl);
  const isHere = isOnThisMachine(url);
  if (url.username && !isHere) url.searchParams.set("requireTLS", "true");
  if (isHere && !url.searchParams.has("requireTLS")) url.searchParams.set("ignoreTLS", "true");
  for (const [name, milliseconds] of Object.entries(patience)) url.searchParams.set(name, String(milliseconds));
  return createTransport(url.href, { from, disableFileAccess: true, disableUrlAccess: true });
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
