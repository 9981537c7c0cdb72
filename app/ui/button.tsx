import type { ReactNode } from "react";
import { Link } from "@/app/ui/link";
import { Icon } from "./icons";

/** The main button of a page, or a secondary one beside it. */
export function Submit({
  kind = "primary",
  name,
  value,
  children,
}: {
  kind?: Kind;
  /** Tells the buttons of one form apart. */
  name?: string;
  value?: string;
  children: ReactNode;
}) {
  return (
    <button type="submit" className={classOf(kind)} name={name} value={value}>
      {children}
    </button>
  );
}

/** A link as prominent as a button. `onward` draws an arrow after it. */
export function ButtonLink({
  href,
  kind = "primary",
  onward,
  children,
}: {
  href: string;
  kind?: "primary" | "second";
  onward?: boolean;
  children: ReactNode;
}) {
  return (
    <Link className={classOf(kind)} href={href}>
      {children}
      {onward && <Icon name="arrow-right" />}
    </Link>
  );
}

/** The buttons of a form or a page: full width on a phone, in a row on wider screens. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="acts">{children}</div>;
}

type Kind = "primary" | "second" | "link";

function classOf(kind: Kind): string {
  return { primary: "btn", second: "btn second", link: "as-link" }[kind];
}
