import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readPhone } from "@/lib/desk-reset/phone/read-phone";
import { services } from "@/lib/services";
import { PasswordSet, PhoneElsewhere, PhoneOver } from "./ends";
import { heldDevice } from "./phone-link";
import { OpenHere, TypeNumber, TypePassword } from "./students-turn";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("phone"))("pageTitle") };
}

/** Behind the code on a desk's screen: one address, whose content follows what the server knows of this device. */
export default async function PhonePage() {
  const { standing, phone } = await readPhone(services(), await heldDevice());
  if (standing === "over") return <PhoneOver />;
  const { expiresAt } = phone.reset;
  const times = { expiresAt, now: services().clock.now() };
  switch (standing) {
    case "unopened":
      return <OpenHere {...times} />;
    case "number":
      return <TypeNumber {...times} />;
    case "password":
      return <TypePassword {...times} givenName={phone.student.givenName} />;
    case "elsewhere":
      return <PhoneElsewhere />;
    case "done":
      return <PasswordSet givenName={phone.student.givenName} />;
  }
}
