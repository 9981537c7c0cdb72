"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { env } from "@/lib/env";
import { posted } from "@/lib/forms/posted";
import { languageCookie } from "@/lib/http/locale";
import { requireSameOrigin } from "@/lib/session/guards";
import { localPath } from "@/lib/session/paths";

const aYear = 365 * 24 * 3600;

/** Keeps the language of the switch for a year, and redirects to the page where it was chosen, never elsewhere. */
export async function chooseLanguage(formData: FormData): Promise<void> {
  await requireSameOrigin();
  const form = posted(formData);
  const language = form.get("language");
  const page = form.get("page");
  if (language === "fr" || language === "en") {
    (await cookies()).set(languageCookie, language, {
      path: "/",
      maxAge: aYear,
      httpOnly: true,
      sameSite: "lax",
      secure: env().publicUrl.startsWith("https:"),
    });
  }
  redirect((typeof page === "string" && localPath(page)) || "/");
}
