import { getLocale } from "next-intl/server";
import { institution } from "@/lib/institution";
import { messages } from "@/messages/catalogue";
import { NewPasswordFields, type NewPasswordFieldsProps } from "./new-password-fields";

/** The two fields of a new password, under the institution's rules, in the person's language. */
export async function NewPassword(props: Pick<NewPasswordFieldsProps, "autoComplete" | "isFirst">) {
  const { rules, fields } = messages[await getLocale()].passwordPolicy;
  return <NewPasswordFields {...props} rules={institution().passwordRules} labels={{ rules, fields }} />;
}
