/** What may be asked of a page or a file, and of the API, whose addresses then have their own. */
const methods = {
  page: ["GET", "HEAD", "POST", "OPTIONS"],
  api: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
};

export function methodsOf({ isApi }: { isApi: boolean }): readonly string[] {
  return isApi ? methods.api : methods.page;
}
