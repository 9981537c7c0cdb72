import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const arch = "M44 150V64C44 40 60 24 82 24s38 16 38 40v86z";
const frame = "M33 150V63C33 33 54 13 82 13s49 20 49 50v87";

const doors = {
  /** Ajar, and lit. */
  open: (
    <>
      <path className="d-spill" d="M86 151h34l13 12H84z" />
      <path className="d-here" d={arch} />
      <path className="d-accent" d="M44 150V64c0-16 7-28 18-35l22 16v93z" />
      <circle className="d-here" cx="77" cy="96" r="3" />
      <path className="d-line" d="M44 150V64C44 40 60 24 82 24s38 16 38 40v86" />
      <path className="d-line" d={frame} />
    </>
  ),
  keyhole: (
    <>
      <path className="d-tint" d={arch} />
      <path className="d-line" d={`${frame}M82 24v30`} />
      <circle className="d-here-lined" cx="82" cy="84" r="11" />
      <path className="d-here-lined" d="M78 93l-5 24h18l-5-24" />
    </>
  ),
  lamp: (
    <>
      <path className="d-accent" d={arch} />
      <path className="d-line" d={frame} />
      <path className="d-cord" d="M82 24v22" />
      <path className="d-here" d="M70 46h24l10 30H60z" />
      <path className="d-glow" d="M60 80l-12 69h68l-12-69z" />
    </>
  ),
  desk: (
    <>
      <path className="d-paper" d={arch} />
      <path className="d-line" d={frame} />
      <circle className="d-tint" cx="82" cy="66" r="13" />
      <path className="d-tint" d="M58 106c0-18 10-26 24-26s24 8 24 26z" />
      <path className="d-accent" d="M24 106h116v12H24z" />
      <path className="d-tint" d="M32 118h100v32H32z" />
      <path className="d-here-lined" d="M94 94l27-5 3 12-27 5z" />
    </>
  ),
};

export type DoorName = keyof typeof doors;

/** One of the four doors, to draw on a baseline. Hidden from screen readers: its name is beside it. */
export function Door({ name }: { name: DoorName }) {
  return (
    <svg viewBox="22 8 120 142" aria-hidden="true">
      {doors[name]}
    </svg>
  );
}

/** A sheet of this name, with its two lines to copy, marked A and B. */
export function Sheet({ name, sample, caption }: { name: string; sample: string; caption: ReactNode }) {
  const t = useTranslations("common.drawings");
  return (
    <figure className="draw sheet">
      <svg viewBox="18 2 284 208" role="img" aria-label={t("sheet", { name })}>
        <path className="d-sheet" d="M22 209V7.5c56-1.5 196 .8 276-.5V209" />
        <text className="d-text" x="40" y="36" fontSize="17">
          {name}
        </text>
        <path className="d-grey" d="M222 31h58M40 56h92M40 72h134M200 56h80M200 72h52" />
        <path className="d-here" d="M30 89l258-2 1 43-259 2z" />
        <path className="d-here" d="M29 142l260-2-1 44-258 1z" />
        <g className="d-on-here">
          <text x="72" y="105" fontSize="14">
            {t("identifier")}
          </text>
          <text className="d-strong" x="72" y="123" fontSize="15.5">
            {sample}
          </text>
          <text x="72" y="158" fontSize="14">
            {t("provisionalPassword")}
          </text>
          <text className="d-strong d-spaced" x="72" y="177" fontSize="17">
            A2B3-C4D5-E6F7
          </text>
        </g>
        <path className="d-grey" d="M40 202h190" />
        <Letter x={50} y={110}>
          A
        </Letter>
        <Letter x={50} y={163}>
          B
        </Letter>
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

function Letter({ x, y, children }: { x: number; y: number; children: string }) {
  return (
    <>
      <circle className="d-disc" cx={x} cy={y} r="12" />
      <text className="d-on-here d-strong" x={x} y={y + 5.5} fontSize="15" textAnchor="middle">
        {children}
      </text>
    </>
  );
}

/** A student card, its number circled. */
export function Card({ caption }: { caption: ReactNode }) {
  const t = useTranslations("common.drawings");
  return (
    <figure className="draw card">
      <svg viewBox="8 8 304 190" role="img" aria-label={t("card")}>
        <path
          className="d-sheet"
          d="M12 12c92-1.5 204 1 296 0 .8 62-.6 120 0 182-98 1-200-.8-296 .5C11 132 12.6 74 12 12z"
        />
        <path className="d-band" d="M12.5 13h295v26h-295z" />
        <text className="d-on-accent" x="28" y="32" fontSize="15">
          {t("cardTitle")}
        </text>
        <path className="d-tint" d="M28 58h78v98H28z" />
        <circle className="d-paper" cx="67" cy="94" r="18" />
        <path className="d-paper" d="M36 155c0-26 12-37 31-37s31 11 31 37z" />
        <path className="d-grey" d="M126 68h112M126 88h78M126 108h92" />
        <path className="d-here" d="M120 128l174-2 1 38-174 2z" />
        <text className="d-on-here d-strong d-spaced" x="130" y="153" fontSize="20">
          {t("cardNumberSample")}
        </text>
        <path className="d-line" d="M114 146c-3-20 32-28 92-28s96 10 96 28-40 29-98 29-94-9-90-31c2-8 8-13 16-17" />
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** The key on its ring, which passes through the hole of a hung tag. */
export function KeyRing() {
  return (
    <svg className="keys" viewBox="0 0 250 112" aria-hidden="true">
      <g transform="rotate(-7 120 50)">
        <path className="d-here-lined" d="M150 40h74l8 8v8h-14v9h-10v-9h-8v13h-10v-13h-40z" />
        <circle className="d-here-lined" cx="128" cy="48" r="25" />
        <circle className="d-ground" cx="116" cy="48" r="7.5" />
      </g>
      <path className="d-key-ring" d="M57 106c30-1 51-24 52-53C110 26 89 9 64 10S18 28 18 53c0 9 3 17 7 22.8" />
    </svg>
  );
}
