import { readFile } from "node:fs/promises";
import type { Institution } from "@/lib/institution";
import { type PartialEnv, readWhatIsThere, type SettingFault } from "@/lib/read-settings";
import { type Command, misused } from "./command";
import { examineDatabase } from "./doctor/database/database";
import { examineServer } from "./doctor/directory/directory";
import { placeOf } from "./doctor/directory/reach";
import { examineEntrance } from "./doctor/entrance/entrance";
import type { Finding } from "./doctor/finding";
import { gather, type Source } from "./doctor/gather";
import { examineMachine } from "./doctor/machine/machine";
import { examineMail } from "./doctor/mail/mail";
import { type Heading, sayFindings, sayTotal } from "./doctor/report";
import { checkInstitution } from "./doctor/settings/institution";
import { examineSettings } from "./doctor/settings/settings";
import { isHelpAsked } from "./help";
import { onSettings } from "./settings";
import type { Terminal } from "./terminal";
import { doctorWords } from "./words";

/**
 * Checks every setting against the real world, and says what to correct. Returns 1 when something must be corrected, 0
 * otherwise, whatever merely deserves a look. Reads everywhere, writes nowhere, and takes fifteen seconds at most, even
 * when something does not answer.
 */
export const doctor: Command = async (words, terminal, source) => {
  const t = doctorWords(terminal.locale);
  if (isHelpAsked(words[0])) {
    terminal.say(t("help"));
    return 0;
  }
  if (words.length > 0) {
    terminal.complain(t("takesNothing", { words: words.join(" ") }));
    return misused;
  }
  return onSettings(source, terminal, async (settings) => {
    const { env, faults } = readWhatIsThere(settings);
    const all = await examine(env, faults, terminal);
    sayTotal(terminal, all);
    return all.some(({ level }) => level === "fault") ? 1 : 0;
  });
};

interface Group {
  heading: Heading;
  where?: string;
  findings: Promise<Finding[]>;
}

/** Starts every group at once, and prints them in order, each as soon as it is known. */
async function examine(env: PartialEnv, faults: SettingFault[], terminal: Terminal): Promise<Finding[]> {
  const { institution, findings: ofInstitution } = env.institutionFile
    ? await checkInstitution(env.institutionFile, terminal.locale)
    : { institution: null, findings: [] };
  const ca = env.ldap.caFile && (await readFile(env.ldap.caFile, "utf8").catch(() => null));
  const told: Finding[] = [];
  for (const { findings, ...group } of groupsOf(env, faults, institution, ofInstitution, ca)) {
    const found = await findings;
    if (found.length > 0) sayFindings(terminal, group, found);
    told.push(...found);
  }
  return told;
}

function groupsOf(
  env: PartialEnv,
  faults: SettingFault[],
  institution: Institution | null,
  ofInstitution: Finding[],
  ca: string | null | undefined,
): Group[] {
  const { databaseUrl, publicUrl, ldap } = env;
  const group = (heading: Heading, source: Source, where?: string): Group => ({
    heading,
    where,
    findings: gather(source),
  });
  return [
    group("settings", () => examineSettings(env, faults)),
    group("institution", async () => ofInstitution),
    ...(databaseUrl ? [group("database", () => examineDatabase({ ...env, databaseUrl }, institution))] : []),
    ...(ldap.urls ?? []).map((url) =>
      group("directory", () => examineServer(url, ldap, ca ?? undefined, institution), placeOf(url).address),
    ),
    group("mail", () => examineMail(env, institution)),
    ...(publicUrl ? [group("entrance", () => examineEntrance({ ...env, publicUrl }))] : []),
    group("machine", () => examineMachine(env, ca)),
  ];
}
