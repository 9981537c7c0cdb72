import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { readMailbox } from "@/lib/demo/mailbox";
import { services } from "@/lib/services";

/** Returns every mail of the demonstration, newest first. */
export async function GET(): Promise<Response> {
  const { env } = services();
  if (!env.isDemo) return problem("introuvable", 404);
  const mails = await readMailbox(env.dataDir);
  const shown = mails.map(({ to, subject, text, html, date }) => ({ to, subject, text, html, date }));
  return Response.json(shown, { headers: { "cache-control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
