import { passwordLink } from "../password-link";

/** Where a mailed link leads; the page that follows shows the form. */
export const GET = passwordLink.follow;
