import { useTranslations } from "next-intl";
import { raised } from "@/app/ui/raised";
import { isIdle } from "@/lib/activation/rules";
import { currentStep } from "@/lib/activation/steps";
import { services } from "@/lib/services";
import type { StudentFile } from "@/lib/student-file/read-file";
import { useDates } from "./dates";

export function Activation({ file: { student, activation } }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const { day, hour } = useDates();
  if (student.activatedAt) return raised(t("activationState.done", { day: day(student.activatedAt) }));
  if (!activation) return t("activationState.none");
  const state = isIdle(activation.lastSeenAt, services().clock.now()) ? "left" : "under-way";
  const seen = { day: day(activation.lastSeenAt), hour: hour(activation.lastSeenAt) };
  return raised(t(`activationState.${state}`, { ...seen, step: t(`step.${dueStep(activation)}`) }));
}

function dueStep({ hasRecoveryEmail, hasAccepted }: NonNullable<StudentFile["activation"]>) {
  const step = currentStep({ recoveryEmail: hasRecoveryEmail, charterAccepted: hasAccepted, passwordSet: false });
  return step === "done" ? "password" : step;
}
