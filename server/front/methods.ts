/** The methods that a page or a file accepts, and those of the API, where each address then accepts its own. */
const methods: Record<"page" | "api", readonly string[]> = {
  page: ["GET", "HEAD", "POST", "OPTIONS"],
  api: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
};

/** Returns the accepted methods, without `refused`, which this address turned out not to have. */
export function methodsOf({ isApi, refused }: { isApi: boolean; refused?: string | undefined }): readonly string[] {
  const all = isApi ? methods.api : methods.page;
  // Next answers `HEAD` with the handler of `GET`.
  return all.filter((method) => method !== refused && !(method === "HEAD" && refused === "GET"));
}

/** Returns 405 for a method that other addresses accept; 501, without `Allow`, for any other (RFC 9110, 9.1). */
export function refusalOf(method: string | undefined): 405 | 501 {
  return methods.api.includes(method ?? "") ? 405 : 501;
}
