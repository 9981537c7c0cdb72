import { useTranslations } from "next-intl";
import { Copyable } from "./copyable";

export type SecretKind = "identifier" | "provisionalPassword" | "login" | "password" | "card" | "lostCard";

/** A demo person's credentials, ready to copy. */
export function Secrets({ secrets }: { secrets: readonly (readonly [SecretKind, string])[] }) {
  const t = useTranslations("demo");
  return (
    <dl className="secrets">
      {secrets.map(([kind, value]) => (
        <div key={value}>
          <dt>{t(kind)}</dt>
          <dd>
            <Copyable value={value} labels={{ copy: t("copy", { value }), copied: t("copied") }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
