import { notAForm } from "@/lib/http/unreadable";

/** The form that an action was called with. Throws what is answered by 400 when it was called with anything else. */
export function posted(sent: unknown): FormData {
  if (sent instanceof FormData) return sent;
  throw new Error(notAForm);
}
