import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Rows } from "@/app/ui/rows";
import type { StudentFile } from "@/lib/student-file/read-file";
import { wordsOf } from "../words";
import { Activation } from "./standing/activation";
import { Cards } from "./standing/cards";
import { Charter } from "./standing/charter";
import { Closing } from "./standing/closing";
import { DirectoryEntry } from "./standing/directory-entry";
import { Enrolment } from "./standing/enrolment";
import { Sheet } from "./standing/sheet";

/** The state of the account, from the enrolment to the directory: one row per fact, each a sentence. */
export function Standing({ file }: { file: StudentFile }) {
  const t = useTranslations("studentFile.file");
  const { population } = file.student;
  return (
    <section className="flow" aria-labelledby="standing">
      <h2 id="standing">{t("accountTitle")}</h2>
      <div className="standing">
        <Rows as="dl">
          <Fact term={t(`enrolment.${population}`)}>
            <Enrolment file={file} />
          </Fact>
          <Fact term={t("sheet", wordsOf(file.student))}>
            <Sheet file={file} />
          </Fact>
          <Fact term={t("activation")}>
            <Activation file={file} />
          </Fact>
          <Fact term={t("recovery")}>{t(`recoveryState.${recoveryOf(file.recovery)}`)}</Fact>
          <Fact term={t("charter")}>
            <Charter file={file} />
          </Fact>
          <Fact term={t("entry")}>
            <DirectoryEntry file={file} />
          </Fact>
          {file.closing && (
            <Fact term={t("closing")}>
              <Closing closing={file.closing} />
            </Fact>
          )}
          {population === "student" && (
            <Fact term={t("cards")}>
              <Cards file={file} />
            </Fact>
          )}
        </Rows>
      </div>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function recoveryOf({ isConfirmed, isWaiting }: StudentFile["recovery"]) {
  if (isConfirmed) return isWaiting ? "both" : "confirmed";
  return isWaiting ? "waiting" : "none";
}
