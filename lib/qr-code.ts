import { type BitMatrix, create } from "qrcode";

/** A run of dark modules in a row: where it starts, and its length. */
type Bar = [x: number, y: number, width: number];

/**
 * Returns the dark modules of a QR code as bars, one unit per module, and the number of modules per side. Error
 * correction is at level M (15 %), so that a folded sheet or a scratched screen can still be read.
 */
export function qrCode(text: string): { side: number; bars: Bar[] } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const rows = Array.from({ length: modules.size }, (_, y) => barsOf(modules, y));
  return { side: modules.size, bars: rows.flat() };
}

/** Joins neighbouring modules into one bar, so that no hairline shows between them. */
function barsOf(modules: BitMatrix, y: number): Bar[] {
  const bars: Bar[] = [];
  for (let x = 0; x < modules.size; x++) {
    const start = x;
    while (x < modules.size && modules.get(y, x)) x++;
    if (x > start) bars.push([start, y, x - start]);
  }
  return bars;
}
