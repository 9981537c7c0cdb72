import { createHash } from "node:crypto";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { readMail } from "@/lib/demo/mailbox";
import { services } from "@/lib/services";

/** Returns a mail's HTML, as a mail program shows it: no script, nothing from the network, its own style sheet only. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { env } = services();
  const mail = env.isDemo ? await readMail(env.dataDir, (await params).id) : null;
  if (!mail) return problem("introuvable", 404);
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(mail.html) ?? [];
  const styleHash = createHash("sha256").update(style).digest("base64");
  return new Response(mail.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": [
        "default-src 'none'",
        `style-src 'sha256-${styleHash}'`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
