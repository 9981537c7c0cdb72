import { readFileSync } from "node:fs";
import { z } from "zod";
import { env, SettingsError } from "./env";
import { cardFields } from "./import-fields/cards";
import { enrolmentFields } from "./import-fields/enrolments";
import { staffFields } from "./import-fields/staff";
import { inBothLanguages, openingHours, phone } from "./institution-text";
import { legalFacts } from "./legal-facts";
import type { SettingFault } from "./read-settings";

const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(`^(?:${source})$`, "u");
  } catch {
    context.addIssue({ code: "custom", message: "not a regular expression" });
    return z.NEVER;
  }
});
/** The name of an attribute, without options (RFC 4512, section 2.5). */
const attribute = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]*$/);
const desk = z.object({
  name: inBothLanguages,
  place: inBothLanguages,
  hours: openingHours,
  phone: phone.optional(),
});

/** The shape of `INSTITUTION_FILE`: everything that differs from one university to another. */
export const institutionSchema = z.object({
  name: inBothLanguages,
  /** `#rrggbb`; adjusted when it does not have the contrast that the pages promise. */
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default("#124f3b"),
  /**
   * Files beside this one: SVG for the pages, on a light ground and on a dark one; PNG or JPEG for paper, including
   * black and white.
   */
  logo: z
    .strictObject({
      light: z.string().regex(/\.svg$/i),
      dark: z
        .string()
        .regex(/\.svg$/i)
        .optional(),
      paper: z
        .string()
        .regex(/\.(png|jpe?g)$/i)
        .optional(),
    })
    .optional(),
  domains: z.object({
    /** Domain of the students' identifiers and addresses. */
    student: z.string(),
    /** Every domain that the institution runs, subdomains included: recovery addresses may not be in them. */
    own: z.array(z.string()).min(1),
  }),
  patterns: z.object({
    /** Strict: nothing that does not match reaches the directory. Lower case. */
    studentIdentifier: pattern,
    /** Surname, hyphen, first letter of the first name. Lower case. */
    staffLogin: pattern,
    /** With its leading E. Upper case. */
    cardNumber: pattern,
  }),
  /**
   * The directory's attribute for each fact about a person, when it is not the usual one of `lib/directory/flavors`.
   */
  attributes: z
    .strictObject({
      studentIdentifier: attribute,
      staffLogin: attribute,
      cardNumber: attribute,
      uid: attribute,
      displayName: attribute,
      givenName: attribute,
      familyName: attribute,
      mail: attribute,
      affiliation: attribute,
      state: attribute,
      stateDate: attribute,
      recoveryEmail: attribute,
    })
    .partial()
    .prefault({}),
  /** `cn` of the directory group that gives each role of the service. */
  groups: z.object({
    "student-life": z.string(),
    kiosk: z.string(),
    registrar: z.string(),
    admin: z.string(),
    dpo: z.string(),
    /** Those who make the sheets of staff; only where staff are a population. */
    "human-resources": z.string().optional(),
  }),
  passwordRules: z
    .object({
      minLength: z.number().int().min(8).default(8),
      advisedLength: z.number().int().default(12),
      maxBytes: z.number().int().max(256).default(256),
      forbiddenCharacters: z.string().default("<>\"'$"),
    })
    .prefault({}),
  /**
   * The directory's own lockout policy: this many failed sign-ins lock an account, and each is forgotten after this
   * many minutes. When given, attempts through our pages stay below it.
   */
  directoryLockout: z
    .strictObject({ failures: z.number().int().min(2), minutes: z.number().int().min(1).max(10_080) })
    .optional(),
  /** Markdown files beside this one: the first charter, published at the first start when none is in force. */
  charter: inBothLanguages.optional(),
  /**
   * The columns of the registrar's or HR's exports, when they are neither Apogée's, Pégase's or Harpège's nor plain
   * French: field, then header.
   */
  import: z
    .strictObject({
      enrolments: z.partialRecord(z.enum(enrolmentFields), z.string().min(1)).prefault({}),
      cards: z.partialRecord(z.enum(cardFields), z.string().min(1)).prefault({}),
      staff: z.partialRecord(z.enum(staffFields), z.string().min(1)).prefault({}),
    })
    .prefault({}),
  /** The name of the students' sheet. */
  sheetName: z.string().min(1).default("SCOL’PASS"),
  /**
   * Who else opens an account here as students do, with a sheet, a charter and a recovery address. An absent rule is
   * the same as for students.
   */
  populations: z
    .strictObject({
      staff: z
        .strictObject({
          /** The name of their sheet. */
          sheetName: z.string().min(1),
          /** The domain of their addresses. */
          domain: z.string(),
          charter: inBothLanguages.optional(),
          opensAfterDays: z.number().int().min(0).optional(),
          sheetValidityDays: z.number().int().min(1).optional(),
          recoveryConfirmation: z.enum(["deferred", "required"]).optional(),
          /** The offices that make their sheets, by code of the service where they work. `*` is for all others. */
          offices: z.record(z.string(), desk),
        })
        .optional(),
    })
    .prefault({}),
  timeZone: z.string().default("Europe/Paris"),
  /** Days from the enrolment day until the activation opens, at 00:00 in `timeZone`. */
  opensAfterDays: z.number().int().min(0).default(1),
  /** Days for which a sheet is valid, from its printing. */
  sheetValidityDays: z.number().int().min(1).default(120),
  retention: z
    .strictObject({
      /**
       * Days that traces are kept: journal, sessions, resets, mails. The CNIL asks for six months to a year (2021-122).
       */
      traceDays: z.number().int().min(183).default(365),
      /**
       * Days after which everything about a closed account is erased: register, recovery addresses, charter
       * acceptances. An account is closed once the register no longer counts its holder and the directory shows it
       * closed. When absent, nothing is erased.
       */
      closedAccountDays: z.number().int().min(90).max(3_650).optional(),
    })
    .prefault({}),
  /**
   * Days after which the directory states that somebody has not accepted a major version of the charter: their state
   * has `{COMPTE}A:` and this sub-state until they do, for the services that look. It locks nobody out. When absent,
   * the directory is not changed.
   */
  charterGrace: z
    .strictObject({
      days: z.number().int().min(1).max(365),
      subState: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/)
        .default("SupannSursis"),
    })
    .optional(),
  recoveryConfirmation: z.enum(["deferred", "required"]).default("deferred"),
  /** What the legal pages state. */
  legal: legalFacts.prefault({}),
  links: z.object({ ent: z.url(), webmail: z.url(), vpn: z.url() }),
  help: z.object({
    phone,
    hours: openingHours,
    /**
     * The IT department: suspended accounts, double status. Its address receives alerts about unusual desk activity.
     */
    it: desk.extend({ mail: z.email() }),
    dpo: z.object({ mail: z.email() }),
    kiosks: z.array(desk).min(1),
    /** The registrar's offices, by component code. `*` is for the components not listed. */
    registrars: z.record(z.string(), desk),
  }),
});

export type Institution = z.infer<typeof institutionSchema>;

let read: Institution | undefined;

/**
 * Returns the institution, read once and checked. Throws `SettingsError`, with every fault of a missing or wrong file.
 */
export function institution(): Institution {
  read ??= readInstitution(env().institutionFile);
  return read;
}

/** Reads this `INSTITUTION_FILE`. Throws `SettingsError` with every fault. */
export function readInstitution(file: string): Institution {
  const told = institutionSchema.safeParse(fromJson(textOf(file), file));
  if (told.success) return told.data;
  throw wrong(
    ...told.error.issues.map(({ path, message }) => ({
      kind: "wrong" as const,
      values: { path: path.join("."), message },
    })),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "?";
    throw wrong({ kind: "unreadable", values: { file, code } });
  }
}

function fromJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes what it read, which may be any file.
    throw wrong({ kind: "not-json", values: { file } });
  }
}

function wrong(...faults: Omit<SettingFault, "name">[]): SettingsError {
  return new SettingsError(faults.map((fault) => ({ name: "INSTITUTION_FILE", ...fault })));
}
