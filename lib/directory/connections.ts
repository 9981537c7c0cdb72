import type { Connection } from "./connection";
import type { Deadline } from "./deadline";

/** Connections that are kept from one call to the next: a new one costs three to thirty times as much as the request. */
export interface Connections {
  /** Does that work on a kept connection; opens one when there is none left that can be used. */
  use<T>(deadline: Deadline, work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Lets go of them all; what is under way ends first. */
  close(): void;
}
