/** The request header in which the middleware gives a page its own path, with its query. */
export const pathHeader = "x-trousseau-path";

/** Where a frozen session is redirected, whatever it requested. */
export const panelPath = "/personnel/mots-de-passe-etudiants";

/** Returns the address of the sign-in page, which goes on to `path` afterwards. */
export function signInPath(path: string | null): string {
  const next = localPath(path);
  return next === null ? "/connexion" : `/connexion?suite=${encodeURIComponent(next)}`;
}

/**
 * Returns the text when it is a path of this service, otherwise null: an address elsewhere (`//evil`, `/\evil`,
 * `https:`) is never followed.
 */
export function localPath(text: string | null | undefined): string | null {
  if (!text || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes("\\")) return null;
  const base = "http://localhost";
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  return url?.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search : null;
}
