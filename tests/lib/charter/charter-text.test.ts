import { isValidElement, type ReactNode } from "react";
import { expect, test } from "vitest";
import { CharterText } from "@/app/charte/charter-text";
import { outlineOf } from "@/app/charte/outline";
import { charterTexts } from "@/embedded/charter-texts";

/** What React would draw, without its attributes but for links and where a list starts: enough to see which elements there are. */
function draw(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (Array.isArray(node)) return node.map(draw).join("");
  if (!isValidElement<{ children?: ReactNode; href?: string; id?: string; start?: number }>(node)) {
    return String(node).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  }
  const { type, props } = node;
  if (typeof type === "function") return draw((type as (props: unknown) => ReactNode)(props));
  if (type === "svg") return "";
  if (typeof type !== "string") return draw(props.children);
  const link = props.href ? ` href="${props.href}"` : "";
  const start = props.start === undefined ? "" : ` start="${props.start}"`;
  return `<${type}${link}${start}>${draw(props.children)}</${type}>`;
}

const drawn = (markdown: string) => draw(CharterText({ markdown }));

test("headings, paragraphs, lists, emphasis and links are drawn, the title left to the page", () => {
  expect(drawn("# Titre\n\n## 1. À lire\n\nUn *mot* **fort**.\n\n- un\n- [deux](https://www.cnil.fr)\n")).toBe(
    '<h2>1. À lire</h2><p>Un <em>mot</em> <strong>fort</strong>.</p><ul><li>un</li><li><a href="https://www.cnil.fr">deux</a></li></ul>',
  );
});

test("of headings of the first level only the title is left to the page: whatever else one accepts is shown", () => {
  const text = "# Titre\n\n# 1. Objet\n\nUn mot.\n\n## 1.1 À savoir\n\nSanctions\n===\n";
  expect(drawn(text)).toBe("<h2>1. Objet</h2><p>Un mot.</p><h3>1.1 À savoir</h3><h2>Sanctions</h2>");
  expect(outlineOf(text).map(({ title }) => title)).toEqual(["Objet", "Sanctions"]);
});

test("a list that goes on after a paragraph keeps the numbers of the text", () => {
  expect(drawn("1. un\n\nUn mot.\n\n2. deux\n3. trois\n")).toBe(
    '<ol start="1"><li>un</li></ol><p>Un mot.</p><ol start="2"><li>deux</li><li>trois</li></ol>',
  );
});

test.each([">", "- "])("a text that nests %j deeper than can be followed is shown as the text that it is", (mark) => {
  const nested = `${mark.repeat(9_000)}x`;
  expect(drawn(`# Titre\n\n${nested}\n`)).toBe(`<p># Titre\n\n${nested}\n</p>`);
  expect(outlineOf(nested)).toEqual([]);
});

test("a block that nests deeper than can be drawn is shown as the text that it is, and the others as they are", () => {
  const nested = `${">".repeat(1_000)} *x*`;
  expect(drawn(`# Titre\n\n${nested}\n\nUn *mot*.\n`)).toBe(`<p>${nested}</p><p>Un <em>mot</em>.</p>`);
});

test("points of several paragraphs, and points within points, are drawn whole", () => {
  expect(drawn("- **un** mot\n\n  [deux](https://www.cnil.fr)\n\n- trois\n")).toBe(
    '<ul><li><p><strong>un</strong> mot</p><p><a href="https://www.cnil.fr">deux</a></p></li><li><p>trois</p></li></ul>',
  );
  expect(drawn("- un\n  1. **deux**\n")).toBe('<ul><li>un<ol start="1"><li><strong>deux</strong></li></ol></li></ul>');
});

test("the summary stands on its own strip", () => {
  expect(drawn("> ## L’essentiel\n>\n> - un\n")).toBe("<div><div><h2>L’essentiel</h2><ul><li>un</li></ul></div></div>");
});

test.each([
  ["<script>alert(1)</script>\n"],
  ["<img src=x onerror=alert(1)>\n"],
  ["Un <b onclick=alert(1)>mot</b>.\n"],
  ["> <iframe src=//x></iframe>\n"],
  ["- <style>*{}</style>\n"],
  ["![x](https://x.example/x.png)\n"],
  ["```\n<script>\n```\n"],
])("raw HTML and whatever else is not known is shown as text: %j", (markdown) => {
  expect(drawn(markdown).replace(/<\/?(p|ul|li|div|h2)>/g, "")).not.toContain("<");
});

test.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//x.example", "vbscript:x"])(
  "a link to %s is no link",
  (href) => {
    expect(drawn(`[ici](${href})`)).toBe("<p>ici</p>");
  },
);

test.each(["fr", "en"] as const)(
  "nothing of the charter of the demo university is left unrendered, in %s",
  (locale) => {
    const text = charterTexts(2)[locale];
    expect(drawn(text)).not.toMatch(/\*\*|\]\(|^#|(^|>)\s*- /m);
    const anchors = outlineOf(text).map(({ anchor }) => anchor);
    expect(new Set(anchors).size).toBe(8);
    for (const anchor of anchors) expect(anchor).toMatch(/^[a-z][a-z0-9-]+$/);
  },
);
