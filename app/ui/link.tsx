// biome-ignore lint/style/noRestrictedImports: this is the one that others use.
import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A way to another page, whose content is asked for when somebody follows it. Next would ask ahead for each page that a page leads to: as
 * many requests as there are links, on their data and our processor.
 */
export function Link(to: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...to} prefetch={false} />;
}
