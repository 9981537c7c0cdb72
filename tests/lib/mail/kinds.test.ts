import { expect, test } from "vitest";
import { mailKinds } from "@/lib/mail/kinds";
import { messages } from "@/messages/catalogue";

test.each(["fr", "en"] as const)(
  "every kind of mail has its words among the figures, and nothing else has: %s",
  (locale) => {
    const { mail } = messages[locale].statistics;
    expect(Object.keys(mail).sort()).toEqual([...mailKinds].sort());
    for (const kind of mailKinds) expect(mail).toHaveProperty(kind, expect.stringMatching(/\p{L}/u));
  },
);
