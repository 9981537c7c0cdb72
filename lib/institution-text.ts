import { z } from "zod";

/** A text for people, as the institution file gives it. */
export const inBothLanguages = z.object({ fr: z.string().min(1), en: z.string().min(1) });

/** A phone number as people write it; its spaces do not break the line. */
export const phone = z.string().transform((number) => number.replaceAll(" ", "\u00a0"));

/** Opening hours, in both languages; no line breaks within an hour: « 17 h », “5 pm”. */
export const openingHours = inBothLanguages.transform(({ fr, en }) => ({ fr: whole(fr), en: whole(en) }));

const whole = (hours: string) => hours.replace(/(?<=\d) (?=(?:h|am|pm)\b)/g, "\u00a0");
