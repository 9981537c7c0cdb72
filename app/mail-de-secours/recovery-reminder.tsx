import { getTranslations } from "next-intl/server";
import { pathOf } from "@/app/premiere-connexion/[population]/paths";
import { Notice } from "@/app/ui/notice";
import type { Activation } from "@/lib/activation/current-activation";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { services } from "@/lib/services";

/** Reminds, in the wizard, of a message whose code may be typed now or later. Empty once the address is confirmed. */
export async function RecoveryReminder({ studentId, population }: Pick<Activation, "studentId" | "population">) {
  const t = await getTranslations("recoveryEmail.standing");
  const { pending } = await recoveryStanding(services(), studentId);
  if (!pending) return null;
  return (
    <Notice tone="neutral" icon="mail">
      <p>
        {t.rich(pending.sentAt ? "reminder" : "reminderUnsent", {
          email: pending.email,
          b: (chunks) => <b>{chunks}</b>,
          link: (chunks) => <a href={pathOf("recovery-email", population)}>{chunks}</a>,
        })}
      </p>
    </Notice>
  );
}
