const pages = ["/personnel", "/scolarite", "/ressources-humaines", "/administration"];
const api = ["/api/v1/desk-resets"];

/** True for a page, percent-encoded or not, that the middleware refuses from outside. Each page checks again. */
export function isInternalPage(pathname: string): boolean {
  return isUnder(pages, pathname);
}

/** True for a call, percent-encoded or not, that the front server refuses from outside. Each route checks again. */
export function isInternalApi(pathname: string): boolean {
  return isUnder(api, pathname);
}

function isUnder(prefixes: string[], pathname: string): boolean {
  const path = decoded(pathname);
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** Decodes a path as Next.js does before it looks for the page: `/%70ersonnel` is `/personnel`. */
export function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
