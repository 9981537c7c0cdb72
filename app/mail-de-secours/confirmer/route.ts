import { confirmationLink } from "../confirmation-link";

/** Where a mailed link leads; the page that follows shows what can be done. */
export const GET = confirmationLink.follow;
