import { type Cell, readDate, readIne, readText } from "./cells";
import type { ColumnsAt } from "./columns/recognise";
import type { Refusal } from "./reasons";

export type Read<T> = { ok: true; content: T } | { ok: false; reasons: Refusal[] };

/** The cells of one row by the names of its fields. What is wrong with them gathers in `reasons`: all of it, every time. */
export class LineReader<Field extends string> {
  readonly #reasons = new Set<Refusal>();

  constructor(
    private readonly cells: readonly string[],
    private readonly at: ColumnsAt<Field>,
  ) {}

  get reasons(): Refusal[] {
    return [...this.#reasons];
  }

  refuse(reason: Refusal): void {
    this.#reasons.add(reason);
  }

  /** Whether the file has this column: an empty cell of it says something, a column that is not there says nothing. */
  has(field: Field): boolean {
    return this.at[field] !== undefined;
  }

  cell(field: Field): string | undefined {
    const at = this.at[field];
    return at === undefined ? undefined : this.cells[at];
  }

  /** Null when the cell is empty or wrong; empty is wrong too where a reason for it is given. */
  text(field: Field, whenEmpty?: Refusal): string | null {
    return this.#taken(readText(this.cell(field)), whenEmpty);
  }

  date(field: Field, whenEmpty: Refusal): string | null {
    return this.#taken(readDate(this.cell(field)), whenEmpty);
  }

  ine(field: Field, key?: Field): string | null {
    return this.#taken(readIne(this.cell(field), key && this.cell(key)));
  }

  #taken<T>(read: Cell<T | null>, whenEmpty?: Refusal): T | null {
    if (!read.ok) this.refuse(read.fault);
    else if (read.value === null && whenEmpty) this.refuse(whenEmpty);
    return read.ok ? read.value : null;
  }
}
