import "server-only";
import { keptLink } from "@/app/kept-link";

/** The link of « Ce n’était pas moi », in mails about a change. A browser keeps it for an hour; the mail, longer. */
export const reportLink = keptLink({
  path: "/ce-n-etait-pas-moi",
  page: "/ce-n-etait-pas-moi",
  cookie: "trousseau_report",
  seconds: 3_600,
});
