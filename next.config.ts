import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
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
};

export default createNextIntlPlugin("./app/language.ts")(config);
