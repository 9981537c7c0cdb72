import { answerWith } from "@/lib/http/answer";
import NotFoundPage from "./not-found";

export { generateMetadata as metadataOfNothing } from "./not-found";

/** 404 in the place of a page: what Next renders for `notFound()` in one is empty until scripts load. */
export function nothingHere() {
  answerWith(404);
  return <NotFoundPage />;
}
