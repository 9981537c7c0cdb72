import { reportLink } from "../report-link";

/** Where a mailed link leads; the page that follows shows the button. */
export const GET = reportLink.follow;
