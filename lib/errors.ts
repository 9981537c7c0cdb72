/** What nobody on the page can act on is thrown, and met once: by the route's wrapper, or by the page for 503. */
export class Unavailable extends Error {
  constructor(
    /** Which dependency did not answer. */
    readonly dependency: "directory" | "database",
    cause?: unknown,
  ) {
    super(`the ${dependency} is unavailable`, { cause });
    this.name = "Unavailable";
  }
}

/** The directory did not answer in time, or cannot be reached, or said something that cannot be trusted. */
export class DirectoryUnavailable extends Unavailable {
  constructor(cause?: unknown) {
    super("directory", cause);
    this.name = "DirectoryUnavailable";
  }
}
