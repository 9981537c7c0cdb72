import { z } from "zod";

/** What people read, as the institution file says it. */
export const inBothLanguages = z.object({ fr: z.string().min(1), en: z.string().min(1) });

/** As people write it; nothing breaks its line. */
export const phone = z.string().transform((number) => number.replaceAll(" ", "\u00a0"));
