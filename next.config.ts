import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Of every answer. What changes from one answer to the next (the nonce) is the middleware's. */
const headersOfAll = {
  "X-Content-Type-Options": "nosniff",
  // Not `no-referrer`: a form would then post `Origin: null`.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};
const headersOfApi = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
};

const asList = (headers: Record<string, string>) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** Doors whose page comes with later work lead to their entry in the help, never to a 404. */
const doorsToCome: Record<string, string> = {
  "/premiere-connexion/personnel": "premiere-connexion-personnel",
  "/mot-de-passe-oublie": "mot-de-passe-oublie",
  "/scolarite": "scolarite",
  "/scolarite/import": "scolarite",
  "/scolarite/scolpass": "scolarite",
  "/administration/chartes": "administration",
  "/administration/statistiques": "administration",
};

const config: NextConfig = {
  // One folder per state of the sources: a build never touches the one that another copy runs (scripts/build.mjs).
  distDir: process.env.TROUSSEAU_BUILD ?? ".next",
  // Types are checked by `npm test`; starting does not do it over again.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.build.json" },
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
  ],
  experimental: { authInterrupts: true },
  headers: async () => [
    { source: "/:path*", headers: asList(headersOfAll) },
    // A mail of the demo is a document, with a policy of its own.
    { source: "/api/((?!demo/mails/).*)", headers: asList(headersOfApi) },
  ],
  redirects: async () =>
    Object.entries(doorsToCome).map(([source, entry]) => ({
      source,
      destination: `/aide#${entry}`,
      permanent: false,
    })),
};

export default createNextIntlPlugin("./app/language.ts")(config);
