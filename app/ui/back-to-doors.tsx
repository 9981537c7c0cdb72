import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { Icon } from "./icons";

/** The link back to the home page, for the margin of pages that belong to no journey. */
export function BackToDoors() {
  const t = useTranslations("common");
  return (
    <p className="back">
      <Link href="/">
        <Icon name="arrow-left" /> {t("allDoors")}
      </Link>
    </p>
  );
}
