import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  // One folder per state of the sources: a build never touches the one that another copy runs (scripts/pages.mjs).
  distDir: process.env.TROUSSEAU_BUILD ?? ".next",
  // Types are checked by `npm test`; starting does not do it over again.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.build.json" },
  // There is no picture to make smaller: what would do it for anybody is shut.
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
    // A page is loaded when it is first asked for: a worker serves a second sooner, after a fault above all.
    preloadEntriesOnStart: false,
  },
};

export default createNextIntlPlugin("./app/language.ts")(config);
