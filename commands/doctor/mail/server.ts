import { greetMailServer, isOnThisMachine } from "@/lib/mail/transport";
import { codeOf, within } from "../attempt";
import { type Finding, fault, ok, type Sentence, warning } from "../finding";

/** A mail server may delay its greeting, to keep robots off. Milliseconds. */
const patience = 7_000;

/** Checks that the mail server accepts a connection with the TLS and the account of `SMTP_URL`. Sends nothing. */
export async function checkMailServer(smtpUrl: string): Promise<Finding[]> {
  const url = new URL(smtpUrl);
  const where = { server: url.host, user: decodeURIComponent(url.username) };
  const isSecretAnyway = isOnThisMachine(url) || url.protocol === "smtps:" || url.username !== "";
  // Greeted at the same time: a server may make each greeting wait.
  const secrecy = isSecretAnyway ? null : offersTls(smtpUrl);
  try {
    await within(patience, greetMailServer(smtpUrl));
  } catch (error) {
    return [whyNotTaken(error, where)];
  }
  const welcome = ok(url.username ? "mail.server.signedIn" : "mail.server.ok", where);
  if (!secrecy) return [welcome];
  return [welcome, (await secrecy) ? ok("mail.secrecy.ok", where) : warning("mail.secrecy.none", where)];
}

function offersTls(smtpUrl: string): Promise<boolean> {
  return within(patience, greetMailServer(smtpUrl, { mustBeSecret: true })).then(
    () => true,
    () => false,
  );
}

function whyNotTaken(error: unknown, where: { server: string; user: string }): Finding {
  const { message, responseCode } = error as Error & { responseCode?: number };
  // nodemailer replaces Node's code with its own, but keeps Node's message.
  if (/certificate|altnames/i.test(message)) return fault("mail.server.certificate", where);
  const code = /\b(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)\b/.exec(message)?.[0] ?? codeOf(error);
  return fault(reasons[code] ?? "mail.server.failed", { ...where, code: responseCode ?? code });
}

/** By nodemailer's codes, and Node's. */
const reasons: Partial<Record<string, Sentence>> = {
  EAUTH: "mail.server.wrongPassword",
  ETLS: "mail.server.tls",
  EDNS: "mail.server.unknownHost",
  ENOTFOUND: "mail.server.unknownHost",
  EAI_AGAIN: "mail.server.unknownHost",
  ECONNREFUSED: "mail.server.closed",
  ETIMEDOUT: "mail.server.silent",
  EPROTOCOL: "mail.server.refused",
};
