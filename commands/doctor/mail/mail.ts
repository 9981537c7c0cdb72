import type { Institution } from "@/lib/institution";
import type { PartialEnv } from "@/lib/read-settings";
import { attempt } from "../attempt";
import type { Finding } from "../finding";
import { checkSender } from "./sender";
import { checkMailServer } from "./server";

/** Milliseconds: longer than the mail server may take to greet. */
const patience = 11_000;

export async function examineMail(
  { smtpUrl, mailFrom }: PartialEnv,
  institution: Institution | null,
): Promise<Finding[]> {
  const findings = await Promise.all([
    smtpUrl ? attempt(() => checkMailServer(smtpUrl), patience) : [],
    mailFrom ? attempt(() => checkSender(mailFrom, institution)) : [],
  ]);
  return findings.flat();
}
