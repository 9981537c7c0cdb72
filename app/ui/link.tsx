// biome-ignore lint/style/noRestrictedImports: this is the one that others use.
import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link to another page, fetched when somebody follows it. Next would prefetch every linked page: as many requests as
 * there are links, on the reader's data allowance and our processor.
 */
export function Link(to: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...to} prefetch={false} />;
}
