import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { currentCaller } from "@/lib/session/caller";
import { currentVisitor } from "@/lib/session/current-visitor";
import { leave } from "./leave";

/** Who is signed in, on which network, and the way out: a shared desk must show it. Nothing for anybody else. */
export async function SessionStrip() {
  const visitor = await currentVisitor();
  if (!visitor) return null;
  const { network } = await currentCaller();
  const t = await getTranslations("common.session");
  return (
    <section className="strip" aria-label={t("label")}>
      <div>
        <p>
          <b>{visitor.displayName}</b>, {network ? t("network", { network }) : t("outside")}
        </p>
        <div className="ways">
          {!visitor.isFrozen && <Link href="/mon-compte">{t("account")}</Link>}
          <form action={leave}>
            <button type="submit" className="as-link">
              {t("signOut")}
            </button>
          </form>
        </div>
      </div>
    </section>
  );
}
