import { type BitMatrix, create } from "qrcode";

/**
 * The dark modules of a QR code as one path, a unit a module, and how many modules a side has. Its error correction is the middle one
 * (15 %): a folded sheet, or a scratched screen, is still read.
 */
export function qrCode(text: string): { side: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const rows = Array.from({ length: modules.size }, (_, y) => barsOf(modules, y));
  return { side: modules.size, path: rows.join("") };
}

/** One bar for neighbours, so that no hairline shows between them. */
function barsOf(modules: BitMatrix, y: number): string {
  let bars = "";
  for (let x = 0; x < modules.size; x++) {
    const start = x;
    while (x < modules.size && modules.get(y, x)) x++;
    if (x > start) bars += `M${start} ${y}h${x - start}v1h${start - x}z`;
  }
  return bars;
}
