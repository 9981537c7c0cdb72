import { useTranslations } from "next-intl";
import { Notice } from "@/app/ui/notice";
import type { SheetOutcome } from "@/lib/student-file/change-sheet";
import type { LostCardOutcome } from "@/lib/student-file/declare-card-lost";
import { notConfirmed } from "./lost-box";

const allDone = ["revoked", "prolonged", "lost"] as const;
export type Done = (typeof allDone)[number];

export type Refused = Exclude<SheetOutcome | LostCardOutcome, { ok: true }>["reason"] | typeof notConfirmed;
const allRefused = [
  "unknown-student",
  "no-sheet-in-force",
  "in-use",
  "card-not-in-force",
  notConfirmed,
] as const satisfies Refused[];

/** The outcome of the last gesture, which its action wrote in the address. Empty for any other value. */
export function Answer({ fait, refus }: { fait?: unknown; refus?: unknown }) {
  const t = useTranslations("studentFile.file");
  const done = allDone.find((each) => each === fait);
  const refused = allRefused.find((each) => each === refus);
  if (refused) {
    return (
      <Notice tone="stop" title={t("refused.title")} alert>
        <p>{t(`refused.${refused}`)}</p>
      </Notice>
    );
  }
  return done ? <Notice tone="done" title={t(`done.${done}`)} /> : null;
}
