import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { rulesOf } from "@/lib/population";
import { services } from "@/lib/services";
import { endOfValidity, lastInstantOf } from "@/lib/sheet-in-force/validity";
import type { StudentFile } from "@/lib/student-file/read-file";
import { Gesture } from "../gesture";
import type { Office } from "../offices";
import { confirmPath } from "../paths";
import { declareCardLostAction, prolongSheetAction, revokeSheetAction } from "./actions";
import { lostBox, notConfirmed } from "./lost-box";
import { useDates } from "./standing/dates";

interface GesturesProps {
  office: Office;
  file: StudentFile;
  /** The box of the card to declare lost was not ticked. */
  isUnticked: boolean;
}

/** What this office can do for a person now. Each gesture says what it does before its button can be reached. */
export function Gestures({ office, file: { student, sheet, cards }, isUnticked }: GesturesProps) {
  const t = useTranslations("studentFile.file");
  const { day } = useDates();
  const { clock, institution } = services();
  const { identifier, population } = student;
  const mayPrint = !student.activatedAt && !student.withdrawnAt;
  const inForce = mayPrint && sheet !== null && !sheet.spentAt && !sheet.revokedAt;
  const inHand = cards.filter(({ state }) => state === "in-force");
  const until = day(lastInstantOf(endOfValidity(clock.now(), rulesOf(institution, population))));
  return (
    <section className="flow gestures" aria-labelledby="gestures">
      <h2 id="gestures">{t("gesturesTitle")}</h2>
      {!mayPrint && <p>{t(student.activatedAt ? "nothing" : "nothingWithdrawn", { population })}</p>}
      {mayPrint && (
        <div>
          <ButtonLink href={confirmPath(office, { identifiers: [identifier] })}>
            {t(inForce ? "reprint" : "print")}
          </ButtonLink>
          {inForce && <p className="hint">{t("reprintDetail")}</p>}
        </div>
      )}
      {inForce && (
        <>
          <Gesture
            name={t("prolong")}
            detail={t("prolongDetail", { day: until })}
            submit={t("prolongSubmit", { day: until })}
            action={prolongSheetAction.bind(null, population)}
            hidden={{ identifier }}
          />
          <Gesture
            name={t("revoke")}
            detail={t("revokeDetail")}
            submit={t("revokeSubmit")}
            action={revokeSheetAction.bind(null, population)}
            hidden={{ identifier }}
          />
        </>
      )}
      {inHand.map(({ number }) => (
        <Gesture
          key={number}
          name={t("lose", { number })}
          detail={t("loseDetail")}
          submit={t("loseSubmit")}
          action={declareCardLostAction}
          hidden={{ identifier, cardNumber: number }}
          isOpen={isUnticked}
        >
          <Checkbox
            name={lostBox(number)}
            label={t("loseConfirm", { number })}
            detail={t("loseConfirmDetail", { name: `${student.givenName} ${student.familyName}` })}
            refused={isUnticked ? t(`refused.${notConfirmed}`) : undefined}
          />
        </Gesture>
      ))}
    </section>
  );
}
