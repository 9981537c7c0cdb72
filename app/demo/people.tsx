import { useLocale, useTranslations } from "next-intl";
import { Rows } from "@/app/ui/rows";
import { type DemoStudent, demoNewcomers, demoStaff, demoStudents } from "@/embedded/demo-people";
import type { Standing } from "@/lib/demo/queries";
import { dayInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { type SecretKind, Secrets } from "./secrets";
import { situationOf } from "./situation";

/** The students of the demo, each with what they can show. */
export function DemoStudents({ standings, now }: { standings: readonly Standing[]; now: Date }) {
  const t = useTranslations("demo.students.situations");
  const locale = useLocale();
  const own = institution();
  return (
    <Rows>
      {demoStudents.map((student) => {
        const standing = standings.find(({ identifier }) => identifier === student.identifier);
        const situation = situationOf(student, standing, now, own);
        const day = situation.kind === "opensLater" ? dayInWords(situation.opensAt, locale, own.timeZone) : "";
        return (
          <Person
            key={student.uid}
            name={`${student.givenName} ${student.familyName}`}
            what={t(situation.kind, { day })}
          >
            <Secrets secrets={inHand(student)} />
          </Person>
        );
      })}
    </Rows>
  );
}

/** The staff of the demo. */
export function DemoStaff() {
  const t = useTranslations("demo.staff.posts");
  return (
    <Rows>
      {demoStaff.map(({ uid, givenName, familyName, post, password }) => (
        <Person key={uid} name={`${givenName} ${familyName}`} what={t(post)}>
          <Secrets
            secrets={[
              ["login", uid],
              ["password", password],
            ]}
          />
        </Person>
      ))}
      {demoNewcomers.map((newcomer) => (
        <Person key={newcomer.uid} name={`${newcomer.givenName} ${newcomer.familyName}`} what={t("newcomer")}>
          <Secrets secrets={inHand(newcomer)} />
        </Person>
      ))}
    </Rows>
  );
}

function Person({ name, what, children }: { name: string; what: string; children: React.ReactNode }) {
  return (
    <div>
      <h3>{name}</h3>
      <p className="soft small">{what}</p>
      {children}
    </div>
  );
}

function inHand({ identifier, sheet, password, cards }: DemoStudent): [SecretKind, string][] {
  return [
    ["identifier", identifier],
    ...(sheet ? [["provisionalPassword", sheet.provisionalPassword] as [SecretKind, string]] : []),
    ...(password ? [["password", password] as [SecretKind, string]] : []),
    ...cards.map(({ number, state }): [SecretKind, string] => [state === "lost" ? "lostCard" : "card", number]),
  ];
}
