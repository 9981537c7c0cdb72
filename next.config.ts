import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Doors whose page comes with later work lead to their entry in the help, never to a 404. */
const doorsToCome: Record<string, string> = {
  "/premiere-connexion/personnel": "premiere-connexion-personnel",
};

const config: NextConfig = {
  // One folder per state of the sources: a build never touches the one that another copy runs (scripts/build.mjs).
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
  experimental: { authInterrupts: true },
  redirects: async () =>
    Object.entries(doorsToCome).map(([source, entry]) => ({
      source,
      destination: `/aide#${entry}`,
      permanent: false,
    })),
};

export default createNextIntlPlugin("./app/language.ts")(config);
