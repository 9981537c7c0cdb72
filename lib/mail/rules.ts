const second = 1_000;
const hour = 3_600 * second;
const firstWait = 10 * second;
const longestWait = hour;

/** A mail that could not be sent for so long would be read too late to be useful. */
export const givenUpAfter = 72 * hour;

/**
 * Returns when to try again after `attempts` failures (1 or more): 10 seconds, doubled each time, an hour at most, plus
 * up to a fifth at random, so that mails that failed together do not come back together. `chance` is between 0 and 1.
 */
export function nextAttempt(attempts: number, now: Date, chance: number): Date {
  const wait = Math.min(firstWait * 2 ** Math.min(attempts - 1, 20), longestWait);
  return new Date(now.getTime() + wait * (1 + chance / 5));
}

/** Why a mail could not be sent. `code` contains neither address nor secret. */
export interface SendFailure {
  code: string;
  /** The server does not know the address: trying again would only harm our reputation. */
  isAddressRefused: boolean;
  /** No mail at all gets through at the moment. */
  isServerAway: boolean;
}

const serverAway = ["ECONNECTION", "ECONNREFUSED", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS", "EAUTH", "EPROTOCOL"];

/** Returns what nodemailer's error means. Ignores its message, which repeats the server's words, addresses included. */
export function whyNotSent(error: unknown): SendFailure {
  const { code, command, responseCode, response } = error as Record<string, unknown>;
  const name = typeof code === "string" && /^[A-Z_]{1,20}$/.test(code) ? code : "UNKNOWN";
  const status = typeof responseCode === "number" ? responseCode : null;
  // RFC 3463: 5.7 is about policy (a relay refused, a list), which somebody may correct.
  const isPolicy = typeof response === "string" && / 5\.7\.\d/.test(response);
  return {
    code: status ? `${name} ${status}` : name,
    isAddressRefused:
      name === "EENVELOPE" &&
      (command === "API" || (command === "RCPT TO" && [550, 551, 553].includes(status ?? 0) && !isPolicy)),
    isServerAway: serverAway.includes(name),
  };
}
