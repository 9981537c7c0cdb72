import { getLocale } from "next-intl/server";
import { institution } from "@/lib/institution";
import { messages } from "@/messages/catalogue";
import { NewPasswordFields } from "./new-password-fields";

/** The two fields of a new password, under the institution's rules, in the person's language. */
export async function NewPassword({ autoComplete }: { autoComplete?: "new-password" | "off" }) {
  const { rules, fields } = messages[await getLocale()].passwordPolicy;
  return (
    <NewPasswordFields rules={institution().passwordRules} labels={{ rules, fields }} autoComplete={autoComplete} />
  );
}
