import { follow } from "../phone-link";

/** The address of the code on a desk's screen; the page that follows has the button that opens it. */
export const GET = follow;
