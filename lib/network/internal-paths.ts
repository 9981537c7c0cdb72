/** What only the internal network may ask for: the pages of staff, and the API of the desk. */
const prefixes = ["/personnel", "/scolarite", "/administration", "/api/v1/desk-resets"];

/** True for a path, percent-encoded or not, that the middleware must not let through from outside. Each page asks again. */
export function isInternalPath(pathname: string): boolean {
  const path = decoded(pathname);
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** Next.js decodes a path before it looks for its page: `/%70ersonnel` is `/personnel`. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
