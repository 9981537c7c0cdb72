const pages = ["/personnel", "/scolarite", "/ressources-humaines", "/administration"];
const api = ["/api/v1/desk-resets"];

/** True for a page, its path percent-encoded or not, that the middleware must not let through from outside. Each page asks again. */
export function isInternalPage(pathname: string): boolean {
  return isUnder(pages, pathname);
}

/** True for a call, its path percent-encoded or not, that the front server must not let through from outside. Each route asks again. */
export function isInternalApi(pathname: string): boolean {
  return isUnder(api, pathname);
}

function isUnder(prefixes: string[], pathname: string): boolean {
  const path = decoded(pathname);
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** Next.js decodes a path before it looks for its page: `/%70ersonnel` is `/personnel`. */
export function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
