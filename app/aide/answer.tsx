import { useTranslations } from "next-intl";
import { Phone } from "@/app/frame/phone";
import { Link } from "@/app/ui/link";
import { institution } from "@/lib/institution";
import type { EntryKey } from "./entries";

/** What to do in one situation. */
export function Answer({ entry }: { entry: EntryKey }) {
  const t = useTranslations("help.entries");
  const { help, links, domains, sheetName, sheetValidityDays, opensAfterDays, populations } = institution();
  return t.rich(`${entry}.answer`, {
    p: (chunks) => <p>{chunks}</p>,
    b: (chunks) => <b>{chunks}</b>,
    sup: (chunks) => <sup>{chunks}</sup>,
    activation: (chunks) => <Link href="/premiere-connexion/etudiant">{chunks}</Link>,
    staffActivation: (chunks) => <Link href="/premiere-connexion/personnel">{chunks}</Link>,
    signin: (chunks) => <Link href="/connexion">{chunks}</Link>,
    account: (chunks) => <Link href="/mon-compte">{chunks}</Link>,
    desk: (chunks) => <Link href="/personnel/mots-de-passe-etudiants">{chunks}</Link>,
    charter: (chunks) => <Link href="/charte">{chunks}</Link>,
    acceptance: (chunks) => <Link href="/charte/acceptation">{chunks}</Link>,
    register: (chunks) => <Link href="/scolarite">{chunks}</Link>,
    import: (chunks) => <Link href="/scolarite/import">{chunks}</Link>,
    sheets: (chunks) => <Link href="/scolarite/scolpass">{chunks}</Link>,
    charters: (chunks) => <Link href="/administration/chartes">{chunks}</Link>,
    statistics: (chunks) => <Link href="/administration/statistiques">{chunks}</Link>,
    journal: (chunks) => <Link href="/administration/journal">{chunks}</Link>,
    reports: (chunks) => <Link href="/administration/signalements">{chunks}</Link>,
    reset: (chunks) => <Link href="/mot-de-passe-oublie">{chunks}</Link>,
    forgotten: (chunks) => <a href="#mot-de-passe-oublie">{chunks}</a>,
    vpn: (chunks) => <a href={links.vpn}>{chunks}</a>,
    phone: () => <Phone number={help.phone} />,
    domain: domains.student,
    sheet: sheetName,
    staffSheet: populations.staff?.sheetName ?? "none",
    days: sheetValidityDays,
    opensAfterDays,
  });
}
