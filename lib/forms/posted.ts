import { notAForm } from "@/lib/http/unreadable";

/** Returns the form that an action was called with. Throws for anything else, which is answered with a 400. */
export function posted(sent: unknown): FormData {
  if (sent instanceof FormData) return sent;
  throw new Error(notAForm);
}
