/** A file that can be read from its beginning as often as needed, one piece at a time. */
export interface ImportFile {
  /** The owner's name for it: shown, never opened. */
  name: string;
  read(): AsyncIterable<Uint8Array>;
}

/** Four times sixty thousand enrolments with every column: nobody sends more on purpose. */
export const longestMegabytes = 50;

/** The same limit in bytes. */
export const longestFile = longestMegabytes * 1024 * 1024;
