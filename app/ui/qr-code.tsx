import { qrCode } from "@/lib/qr-code";

/** Light modules that a reader needs around a code. */
const margin = 4;

/** A code for a camera, dark on white even in dark mode. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { side, bars } = qrCode(text);
  const path = bars.map(([x, y, width]) => `M${x} ${y}h${width}v1h${-width}z`).join("");
  const whole = side + 2 * margin;
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`${-margin} ${-margin} ${whole} ${whole}`}>
      <path d={path} />
    </svg>
  );
}
