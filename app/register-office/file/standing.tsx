import { useTranslations } from "next-intl";
import { Row, Rows } from "@/app/ui/rows";
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
          <Row term={t(`enrolment.${population}`)}>
            <Enrolment file={file} />
          </Row>
          <Row term={t("sheet", wordsOf(file.student))}>
            <Sheet file={file} />
          </Row>
          <Row term={t("activation")}>
            <Activation file={file} />
          </Row>
          <Row term={t("recovery")}>{t(`recoveryState.${recoveryOf(file.recovery)}`)}</Row>
          <Row term={t("charter")}>
            <Charter file={file} />
          </Row>
          <Row term={t("entry")}>
            <DirectoryEntry file={file} />
          </Row>
          {file.closing && (
            <Row term={t("closing")}>
              <Closing closing={file.closing} />
            </Row>
          )}
          {population === "student" && (
            <Row term={t("cards")}>
              <Cards file={file} />
            </Row>
          )}
        </Rows>
      </div>
    </section>
  );
}

function recoveryOf({ isConfirmed, isWaiting }: StudentFile["recovery"]) {
  if (isConfirmed) return isWaiting ? "both" : "confirmed";
  return isWaiting ? "waiting" : "none";
}
