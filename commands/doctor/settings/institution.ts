import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { en, fr } from "zod/locales";
import type { Locale } from "@/lib/http/locale";
import { type Institution, institutionSchema } from "@/lib/institution";
import { accentCorrection } from "@/lib/look/accent";
import { codeOf } from "../attempt";
import { type Finding, fault, ok, warning } from "../finding";
import { checkLegalFacts } from "./legal-facts";

/** Reads `INSTITUTION_FILE`, and reports each fault by its path. The institution is null when it cannot be used. */
export async function checkInstitution(
  file: string,
  locale: Locale,
): Promise<{ institution: Institution | null; findings: Finding[] }> {
  const text = await readFile(file, "utf8").catch((error: unknown) => ({ code: codeOf(error) }));
  if (typeof text !== "string") return nothing(fault("institution.unreadable", { file, code: text.code }));
  const content = fromJson(text);
  if (content === undefined) return nothing(fault("institution.notJson", { file }));
  const read = institutionSchema.safeParse(content, { error: errorsIn[locale] });
  if (!read.success) return nothing(...read.error.issues.map(inWords));
  const findings = [...(await whatIsOdd(read.data, file))];
  return { institution: read.data, findings: findings.length > 0 ? findings : [ok("institution.ok", { file })] };
}

const errorsIn = { fr: fr().localeError, en: en().localeError };

function nothing(...findings: Finding[]): { institution: null; findings: Finding[] } {
  return { institution: null, findings };
}

function inWords({ path, message }: z.core.$ZodIssue): Finding {
  return fault("institution.wrong", { path: path.join("."), message });
}

/** Finds what the schema accepts but the service would fail on later. */
async function whatIsOdd(institution: Institution, file: string): Promise<Finding[]> {
  const { timeZone, charter, populations, logo, accent, legal } = institution;
  const charters = [charter, populations.staff?.charter].flatMap((files) => Object.values(files ?? {}));
  const beside = [
    ...charters.map((name) => ({ name, is: "charter" as const })),
    ...Object.values(logo ?? {}).map((name) => ({ name, is: "logo" as const })),
  ];
  const unreadable = await Promise.all(
    beside.map(({ name, is }) => {
      const path = resolve(dirname(file), name);
      return access(path, constants.R_OK).then(
        () => [],
        () => [fault(`institution.${is}`, { path })],
      );
    }),
  );
  return [
    ...(isTimeZone(timeZone) ? [] : [fault("institution.timeZone", { timeZone })]),
    ...unreadable.flat(),
    ...(accentCorrection(accent) ? [warning("institution.accent", { accent })] : []),
    ...checkLegalFacts(legal, new Date()),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("fr", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
