import { follow } from "../phone-link";

/** Where the code on a desk's screen leads; the page that follows has the button that opens it. */
export const GET = follow;
