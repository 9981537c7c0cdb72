/** Returns the style sheet of every mail: linen, ink, and a selvedge in the institution's colour (`#rrggbb`). */
export function mailStyle(accent: string): string {
  return `
body { margin: 0; padding: 1.5rem 1.25rem; background: #f3f4ec; color: #211c17; font: 1.0625rem/1.55 Verdana, sans-serif; }
.letter, .footer { max-width: 34rem; margin: 0 auto; }
.sender { margin: 0 0 2rem; padding-top: .75rem; border-top: 9px double ${accent}; font-weight: 700; }
h1 { margin: 0 0 1.5rem; font-size: 1.5rem; line-height: 1.2; overflow-wrap: anywhere; }
p, dl { margin: 0 0 1.25rem; }
a { color: inherit; font-weight: 700; }
.code { font: 700 2.25rem/1 Consolas, Menlo, monospace; letter-spacing: .2em; }
dt { color: #4a443c; }
dd { margin: 0 0 .75rem; font-weight: 700; overflow-wrap: anywhere; }
.footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #cfd0c3; color: #4a443c; font-size: 1rem; }
.footer p { margin: 0 0 .5rem; }
@media (prefers-color-scheme: dark) {
  body { background: #141a18; color: #f5f1e6; }
  dt, .footer { color: #cbc8bb; }
  .footer { border-color: #3a4540; }
}
`;
}
