import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/app/ui/link";
import { Brand } from "./brand";
import { DemoStrip } from "./demo-strip";
import { Footer } from "./footer";
import { LanguageSwitch } from "./language-switch";
import { SessionStrip } from "./session-strip";

/**
 * The frame of every page but the student's panel. Each page renders its own (most through `Page`), so that the strip
 * of the person signed in is never one navigation old.
 */
export function SiteFrame({ className, children }: { className?: string; children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <>
      <a className="skip" href="#contenu">
        {t("skipToContent")}
      </a>
      <div className="selvedge" />
      <header className="site">
        <Link className="brand" href="/">
          <Brand subtitle={t("tagline")} />
        </Link>
        <div className="tools">
          <Link className="roomy" href="/aide">
            {t("help")}
          </Link>
          <LanguageSwitch />
        </div>
      </header>
      <DemoStrip />
      <SessionStrip />
      <main id="contenu" className={className}>
        {children}
      </main>
      <Footer />
      <div className="selvedge" />
    </>
  );
}
