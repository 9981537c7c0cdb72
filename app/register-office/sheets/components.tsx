import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { ScrollBox } from "@/app/ui/scroll-box";
import type { readComponents } from "@/lib/credential-sheet/read-runs";
import type { Office } from "../offices";
import { confirmPath } from "../paths";

export type ComponentCount = Awaited<ReturnType<typeof readComponents>>[number];

/** By component or service: how many people have no sheet yet, and how many sheets can be printed again. */
export function Components({ office, components }: { office: Office; components: ComponentCount[] }) {
  const t = useTranslations("sheets.choice");
  if (components.length === 0) return null;
  return (
    <>
      <h2>{t(`components.${office.population}`)}</h2>
      <ScrollBox label={t(`components.${office.population}`)}>
        <table className="counts">
          <caption className="vh">{t(`components.${office.population}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`component.${office.population}`)}</th>
              <th scope="col">{t("toActivate")}</th>
              <th scope="col">{t("withoutSheet")}</th>
              <th scope="col">{t("toPrint")}</th>
            </tr>
          </thead>
          <tbody>
            {components.map(({ code, name, notPrinted, toActivate }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td>{t("accounts", { count: toActivate })}</td>
                <td>{t("accounts", { count: notPrinted })}</td>
                <td>
                  {notPrinted > 0 && (
                    <div>
                      <Link href={confirmPath(office, { component: code, notPrinted: true })}>
                        {t("print", { count: notPrinted })}
                        <span className="vh">, {name}</span>
                      </Link>
                    </div>
                  )}
                  {notPrinted < toActivate && (
                    <div>
                      <Link href={confirmPath(office, { component: code })}>
                        {t("printAll", { count: toActivate })}
                        <span className="vh">, {name}</span>
                      </Link>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
