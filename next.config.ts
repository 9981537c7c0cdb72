import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  // One folder per state of the sources: a build never touches one that another copy runs (scripts/pages.mjs).
  distDir: process.env.TROUSSEAU_BUILD ?? ".next",
  // `npm test` checks the types; starting does not repeat it.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.build.json" },
  // There are no pictures to resize: the endpoint that resizes for anybody is disabled.
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "ldapjs",
    "@ldapjs/controls",
    "@ldapjs/dn",
    "@ldapjs/messages",
    "pg",
    "tinypool",
    "nodemailer",
    "pdfkit",
  ],
  experimental: {
    authInterrupts: true,
    // Loads a page on its first request: a worker then serves a second sooner, above all after a fault.
    preloadEntriesOnStart: false,
  },
};

export default createNextIntlPlugin("./app/language.ts")(config);
