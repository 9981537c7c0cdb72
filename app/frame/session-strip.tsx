import { getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { currentCaller } from "@/lib/session/caller";
import { leave } from "./leave";
import { visitorIfKnown } from "./visitor-if-known";

/**
 * Who is signed in, on which network, and the sign-out button: a shared desk must show it. Empty for anybody else, and
 * while the database is unavailable: the help and the home page need no name, and other pages have their own guard.
 */
export async function SessionStrip() {
  const visitor = await visitorIfKnown();
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
