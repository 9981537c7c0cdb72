import { reportLink } from "../report-link";

/** The address of a mailed link; the page that follows shows the button. */
export const GET = reportLink.follow;
