const paths = {
  "arrow-right": <path d="M4 12h15M13 5.5l6.5 6.5-6.5 6.5" />,
  "arrow-left": <path d="M20 12H5M11 5.5L4.5 12l6.5 6.5" />,
  check: <path d="M4 13l5.5 5.5L20 6.5" />,
  cross: <path d="M6 6l12 12M18 6L6 18" />,
  circle: <circle cx="12" cy="12" r="8" />,
  stop: <path d="M8 2.8h8L21.2 8v8L16 21.2H8L2.8 16V8zM12 7.5V13M12 16.4v.1" />,
  info: (
    <>
      <circle cx="12" cy="12" r="9.2" />
      <path d="M12 11v6M12 7.2v.1" />
    </>
  ),
  mail: <path d="M3 6h18v12.5H3zM3 6.5l9 7 9-7" />,
  eye: (
    <>
      <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  plug: <path d="M9 2.5v5M15 2.5v5M6 7.5h12V12a6 6 0 0 1-12 0zM12 18v3.5" />,
  enter: <path d="M3 12h11M9.5 6.5L15 12l-5.5 5.5M18 4v16" />,
};

export type IconName = keyof typeof paths;

/** One of our own icons, on a 24 grid. Always beside a word, so hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {paths[name]}
    </svg>
  );
}
