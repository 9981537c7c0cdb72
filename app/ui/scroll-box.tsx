import type { ReactNode } from "react";

/** A box that scrolls content wider than a phone, and that the keyboard reaches. */
export function ScrollBox({ label, kind, children }: { label: string; kind?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1)
    <section className={kind ? `scroll ${kind}` : "scroll"} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
