import { useTranslations } from "next-intl";
import { StepList } from "@/app/ui/step-list";

const order = ["network", "identity", "card", "student"] as const;

/** The four steps of the procedure, in the rule's words; anyone who sees this page has passed the first two. */
export function DeskSteps({ at, isStopped }: { at: "card" | "student"; isStopped?: boolean }) {
  const t = useTranslations("deskReset.steps");
  const steps = order.map((step) => ({ label: t(step) }));
  return <StepList label={t("label")} steps={steps} current={order.indexOf(at)} refused={isStopped} />;
}
