import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "@/app/frame/brand";
import { LanguageSwitch } from "@/app/frame/language-switch";

/**
 * The screen while it is the student's: saffron, with the form on white. No menu and no sign-out: only the language,
 * the help, and the way out that the page itself draws.
 */
export function StudentTurn({
  title,
  lead,
  timer,
  children,
}: {
  title: string;
  lead: ReactNode;
  timer: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <div className="turn">
      <main id="contenu">
        <div className="head">
          <div className="top">
            <p className="brand">
              <Brand />
            </p>
            <div className="tools">
              <a href="/aide" target="_blank" rel="noopener">
                {t("help")}
              </a>
              <LanguageSwitch />
            </div>
          </div>
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
          {timer}
        </div>
        <div className="form-sheet flow">{children}</div>
      </main>
    </div>
  );
}
