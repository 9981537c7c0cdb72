import "server-only";
import { keptLink } from "@/app/kept-link";
import { linkMinutes } from "@/lib/forgotten-password/rules";

/** The link mailed to a person who forgot their password. */
export const passwordLink = keptLink({
  path: "/mot-de-passe-oublie",
  page: "/mot-de-passe-oublie/nouveau",
  cookie: "trousseau_password_link",
  seconds: linkMinutes * 60,
});
