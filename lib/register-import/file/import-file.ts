/** A file that can be read from its beginning as often as needed, a piece at a time. */
export interface ImportFile {
  /** As its owner calls it; shown, never opened. */
  name: string;
  read(): AsyncIterable<Uint8Array>;
}

/** Four times sixty thousand enrolments with every column; nobody sends more by design. */
export const longestMegabytes = 50;

/** The same in bytes. */
export const longestFile = longestMegabytes * 1024 * 1024;
