import { type Cell, readDate, readIne, readLabel, readText } from "./cells";
import type { ColumnsAt } from "./columns/recognise";
import type { Refusal } from "./reasons";

/** A cell that holds a date that does not exist. */
export interface WrongDate<Column extends string = string> {
  column: Column;
  value: string;
}

/** A row that is refused: why, and in which cells. */
export interface RefusedRow {
  ok: false;
  reasons: Refusal[];
  wrongDates: WrongDate[];
  /** The columns of the cells with an invisible or forbidden character. */
  forbiddenIn: string[];
}

export type Read<T> = { ok: true; content: T } | RefusedRow;

/** How much is shown of what was typed instead of a date: enough to find it, and nothing that a terminal would obey. */
const shownCharacters = 30;

/** Reads the cells of one row by field name. `reasons` collects everything wrong with them. */
export class LineReader<Field extends string> {
  readonly #reasons = new Set<Refusal>();
  readonly #wrongDates: WrongDate[] = [];
  readonly #forbiddenIn: string[] = [];

  constructor(
    private readonly cells: readonly string[],
    private readonly at: ColumnsAt<Field>,
  ) {}

  get reasons(): Refusal[] {
    return [...this.#reasons];
  }

  /** Returns the refusal of a row that has reasons. */
  refused(): RefusedRow {
    return { ok: false, reasons: this.reasons, wrongDates: this.#wrongDates, forbiddenIn: this.#forbiddenIn };
  }

  refuse(reason: Refusal): void {
    this.#reasons.add(reason);
  }

  /** True when the file has this column: an empty cell says something, a missing column says nothing. */
  has(field: Field): boolean {
    return this.at[field] !== undefined;
  }

  /** True when none of these cells has anything in it, not even something that is refused. */
  isEmpty(...fields: Field[]): boolean {
    return !fields.some((field) => this.cell(field)?.trim());
  }

  cell(field: Field): string | undefined {
    const at = this.at[field];
    return at === undefined ? undefined : this.cells[at];
  }

  /** Returns null when the cell is empty or wrong. An empty cell is wrong when `whenEmpty` is given. */
  text(field: Field, whenEmpty?: Refusal): string | null {
    return this.#taken(field, readText(this.cell(field)), whenEmpty);
  }

  /** Returns a text by which nothing is told apart; null when the cell is empty or wrong. */
  label(field: Field): string | null {
    return this.#taken(field, readLabel(this.cell(field)));
  }

  date(field: Field, whenEmpty?: Refusal): string | null {
    const read = readDate(this.cell(field));
    if (!read.ok) this.#wrongDates.push({ column: field, value: shown(this.cell(field)) });
    return this.#taken(field, read, whenEmpty);
  }

  /** Returns the address in lower case. */
  mail(field: Field, whenEmpty?: Refusal): string | null {
    const mail = this.text(field, whenEmpty);
    if (mail && !/^[^\s@"(),:;]+@[^\s@]+\.[^\s@]+$/.test(mail)) this.refuse("mail-shape");
    return mail?.toLowerCase() ?? null;
  }

  ine(field: Field, key?: Field): string | null {
    return this.#taken(field, readIne(this.cell(field), key && this.cell(key)));
  }

  #taken<T>(field: Field, read: Cell<T | null>, whenEmpty?: Refusal): T | null {
    if (!read.ok && read.fault === "control-character") this.#forbiddenIn.push(field);
    if (!read.ok) this.refuse(read.fault);
    else if (read.value === null && whenEmpty) this.refuse(whenEmpty);
    return read.ok ? read.value : null;
  }
}

/** True when none of these values is null. */
export function isWhole<T extends object>(values: T): values is { [K in keyof T]: NonNullable<T[K]> } {
  return Object.values(values).every((value) => value !== null);
}

function shown(cell = ""): string {
  const text = cell.replace(/\p{C}/gu, "").trim();
  // By whole characters: the database takes no half of one.
  const characters = [...text];
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join("")}…` : text;
}
