import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/ui/icons";
import type { readLines } from "@/lib/register-import/read-run";
import type { Outcome } from "@/lib/register-import/reasons";
import { sayReasons } from "@/lib/register-import/say-reasons";

const icons: Record<Outcome, IconName> = { create: "check", change: "check", unchanged: "circle", refuse: "stop" };
const tones: Record<Outcome, string> = { create: "succeeded", change: "succeeded", unchanged: "", refuse: "refused" };

/** One line of the file: its outcome and why, in words. The person's name is known until the file is applied. */
export function LineRow({ line, isDone }: { line: Awaited<ReturnType<typeof readLines>>[number]; isDone: boolean }) {
  const t = useTranslations("registerImport");
  const { outcome } = line;
  return (
    <tr>
      <th scope="row" data-column={t("line")}>
        {t("number", { count: line.line })}
      </th>
      <td>{whoIs(line.content) ?? <span className="soft">{t("nobody")}</span>}</td>
      <td>
        {outcome && (
          <span className={`outcome ${tones[outcome]}`}>
            <Icon name={icons[outcome]} /> {t(`${isDone ? "done1" : "outcome1"}.${outcome}`)}
          </span>
        )}
      </td>
      <td>{sayReasons(line, t)}</td>
    </tr>
  );
}

/** Returns the names, else the card's number, depending on the kind of file. */
function whoIs(content: unknown): string | null {
  const { givenName, familyName, number } = (content ?? {}) as Record<string, string | undefined>;
  return givenName && familyName ? `${givenName} ${familyName}` : (number ?? null);
}
