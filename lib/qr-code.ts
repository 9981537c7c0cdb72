import { type BitMatrix, create } from "qrcode";

/** Dark modules that touch in a row: where they begin, and how many. */
type Bar = [x: number, y: number, width: number];

/**
 * The dark modules of a QR code as bars, a unit a module, and how many modules a side has. Its error correction is the middle one
 * (15 %): a folded sheet, or a scratched screen, is still read.
 */
export function qrCode(text: string): { side: number; bars: Bar[] } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const rows = Array.from({ length: modules.size }, (_, y) => barsOf(modules, y));
  return { side: modules.size, bars: rows.flat() };
}

/** One bar for neighbours, so that no hairline shows between them. */
function barsOf(modules: BitMatrix, y: number): Bar[] {
  const bars: Bar[] = [];
  for (let x = 0; x < modules.size; x++) {
    const start = x;
    while (x < modules.size && modules.get(y, x)) x++;
    if (x > start) bars.push([start, y, x - start]);
  }
  return bars;
}
