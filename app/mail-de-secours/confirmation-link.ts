import "server-only";
import { keptLink } from "@/app/kept-link";

/** The link mailed to a recovery address, kept for the hour in which it is used. */
export const confirmationLink = keptLink({
  path: "/mail-de-secours",
  page: "/mail-de-secours",
  cookie: "trousseau_confirmation",
  seconds: 3_600,
});
