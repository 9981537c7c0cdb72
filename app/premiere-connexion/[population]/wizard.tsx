import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Page } from "@/app/ui/page-layout";
import { StepList } from "@/app/ui/step-list";
import { Tag } from "@/app/ui/tag";
import type { Activation } from "@/lib/activation/current-activation";
import { steps } from "@/lib/activation/steps";
import { startAgainPath } from "./paths";

/** A page of the wizard, with its steps in the margin. */
export function Wizard({
  at,
  heading,
  aside,
  children,
}: {
  at: (typeof steps)[number];
  heading?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("activation.steps");
  const labels = [t("identity"), t("recoveryEmail"), t("charter"), t("password")].map((label) => ({ label }));
  const list = <StepList label={t("label")} steps={labels} current={steps.indexOf(at)} allDone={at === "done"} />;
  return (
    <Page steps={list} heading={heading} aside={aside}>
      {children}
    </Page>
  );
}

/** Whose first connection this is, and a link for anybody else. */
export function Who({ activation }: { activation: Activation }) {
  const t = useTranslations("activation.who");
  const { population, givenName, familyName, componentName, stages } = activation;
  return (
    <>
      <Tag>
        <b>
          {givenName} {familyName}
        </b>
        <span className="small soft">{[componentName, ...stages].join(", ")}</span>
      </Tag>
      <p className="small soft">
        {t.rich("notYou", { link: (chunks) => <a href={startAgainPath(population)}>{chunks}</a> })}
      </p>
    </>
  );
}
