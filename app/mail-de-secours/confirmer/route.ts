import { confirmationLink } from "../confirmation-link";

/** The address of a mailed link; the page that follows shows what can be done. */
export const GET = confirmationLink.follow;
