/** What may be asked of a page or a file, and of the API, whose addresses then have their own. */
const methods: Record<"page" | "api", readonly string[]> = {
  page: ["GET", "HEAD", "POST", "OPTIONS"],
  api: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
};

/** `refused`: a method that this address turned out not to have. */
export function methodsOf({ isApi, refused }: { isApi: boolean; refused?: string | undefined }): readonly string[] {
  const all = isApi ? methods.api : methods.page;
  // Next answers `HEAD` by what answers `GET`.
  return all.filter((method) => method !== refused && !(method === "HEAD" && refused === "GET"));
}

/** 405 for a method that is answered elsewhere; 501, which no `Allow` goes with, for one that nothing here answers (RFC 9110, 9.1). */
export function refusalOf(method: string | undefined): 405 | 501 {
  return methods.api.includes(method ?? "") ? 405 : 501;
}
