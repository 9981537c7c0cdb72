import { z } from "zod";

/** A text for people, as the institution file gives it. */
export const inBothLanguages = z.object({ fr: z.string().min(1), en: z.string().min(1) });

/** A phone number as people write it; its spaces do not break the line. */
export const phone = z.string().transform((number) => number.replaceAll(" ", "\u00a0"));
