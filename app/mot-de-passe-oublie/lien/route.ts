import { passwordLink } from "../password-link";

/** The address of a mailed link; the page that follows shows the form. */
export const GET = passwordLink.follow;
