import { useLocale } from "next-intl";
import { institution } from "@/lib/institution";

/** The institution's mark and name, not the product's. */
export function Brand({ subtitle }: { subtitle?: string }) {
  const locale = useLocale();
  return (
    <>
      <Mark />
      <span>
        <b>{institution().name[locale]}</b>
        {subtitle && <small>{subtitle}</small>}
      </span>
    </>
  );
}

/** The institution's logo, or two arches when it has none. Decorative: the name is beside it. */
function Mark() {
  const { logo } = institution();
  if (!logo) {
    return (
      <svg viewBox="0 0 40 44" aria-hidden="true" fill="none" strokeWidth="4">
        <path stroke="var(--accent)" d="M2 42V18a10 10 0 0 1 20 0v24" />
        <path stroke="var(--ink)" d="M18 42V18a10 10 0 0 1 20 0v24" />
      </svg>
    );
  }
  return (
    <picture>
      {logo.dark && <source srcSet="/logo/dark.svg" media="(prefers-color-scheme: dark)" />}
      <img src="/logo/light.svg" alt="" />
    </picture>
  );
}
