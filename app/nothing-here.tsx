import { answerWith } from "@/lib/http/answer";
import NotFoundPage from "./not-found";

export { generateMetadata as metadataOfNothing } from "./not-found";

/** Returns a 404 page in place of a page: what Next renders for `notFound()` is empty until scripts load. */
export function nothingHere() {
  answerWith(404);
  return <NotFoundPage />;
}
