import type { Metadata } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { isRefused } from "@/lib/http/answer";
import { institution } from "@/lib/institution";
import { houseAccent } from "@/lib/look/accent";
import "./globals.css";

const atkinson = localFont({
  src: "./fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  weight: "200 800",
  variable: "--font-atkinson",
  fallback: ["Verdana"],
});

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const name = institution().name[await getLocale()];
  const t = await getTranslations("common");
  const titled = (title: string) => (isRefused() ? t("refusedTitle", { title }) : title);
  return {
    title: { default: titled(`${t("title")} · ${name}`), template: titled(`%s · ${name}`) },
    robots: { index: false },
  };
}

/** Never prerendered: the build has no nonce, and no language. Pages render their own frame (`SiteFrame`). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const { accent } = institution();
  return (
    <html lang={await getLocale()} className={atkinson.variable}>
      {accent.toLowerCase() !== houseAccent && (
        <link rel="stylesheet" href={`/accent.css?${accent.slice(1)}`} precedence="institution" />
      )}
      <body>{children}</body>
    </html>
  );
}
