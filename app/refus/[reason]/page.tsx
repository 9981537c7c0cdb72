import { getTranslations } from "next-intl/server";
import ForbiddenPage from "@/app/forbidden";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Page } from "@/app/ui/page-layout";
import { answerWith } from "@/lib/http/answer";
import { services } from "@/lib/services";
import { currentCaller } from "@/lib/session/caller";
import { currentVisitor } from "@/lib/session/current-visitor";
import { recordRefusal } from "@/lib/session/record-refusal";

export { generateMetadata } from "@/app/forbidden";

/**
 * The 403 page, which the middleware shows in place of what it refuses, and the guards redirect to. What Next renders
 * for `forbidden()` is empty until scripts load.
 */
export default async function RefusalPage({ params }: { params: Promise<{ reason: string }> }) {
  const { reason } = await params;
  const caller = await currentCaller();
  answerWith(403);
  if (reason === "origine") return <ForeignPage />;
  if (reason === "hors-reseau" && !caller.isInternal) {
    await recordRefusal(services(), "outside", await currentVisitor(), caller);
  }
  return <ForbiddenPage />;
}

async function ForeignPage() {
  const t = await getTranslations("problems.types.origine-refusee");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead" role="alert">
        {t("detail")}
      </p>
    </Page>
  );
}
