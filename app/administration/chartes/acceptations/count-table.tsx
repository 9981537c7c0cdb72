import { useFormatter, useTranslations } from "next-intl";
import { ScrollBox } from "@/app/ui/scroll-box";

interface Counted {
  key: string;
  name: string;
  accounts: number;
  accepted: number;
}

/** How many accounts are open, how many of their holders have accepted, and how many have not. */
export function CountTable({
  caption,
  first,
  rows,
  total,
}: {
  caption: string;
  first: string;
  rows: readonly Counted[];
  total?: Counted;
}) {
  const t = useTranslations("charters.report");
  const { number } = useFormatter();
  const line = ({ key, name, accounts, accepted }: Counted) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td>{number(accounts)}</td>
      <td>{number(accepted)}</td>
      <td>{number(accounts - accepted)}</td>
    </tr>
  );
  return (
    <ScrollBox label={caption}>
      <table className="counts">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">{t("accounts")}</th>
            <th scope="col">{t("accepted")}</th>
            <th scope="col">{t("missing")}</th>
          </tr>
        </thead>
        <tbody>{rows.map(line)}</tbody>
        {total && <tfoot>{line(total)}</tfoot>}
      </table>
    </ScrollBox>
  );
}
