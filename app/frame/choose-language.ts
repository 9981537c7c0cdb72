"use server";

import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { languageCookie } from "@/lib/http/locale";

const aYear = 365 * 24 * 3600;

/** Keeps the language chosen with the switch, for a year, and shows the same page again. */
export async function chooseLanguage(formData: FormData): Promise<void> {
  const language = formData.get("language");
  if (language !== "fr" && language !== "en") return;
  (await cookies()).set(languageCookie, language, {
    path: "/",
    maxAge: aYear,
    httpOnly: true,
    sameSite: "lax",
    secure: env().publicUrl.startsWith("https:"),
  });
}
