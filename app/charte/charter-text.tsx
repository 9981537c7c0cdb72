import type { Token, Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import { Phone } from "@/app/frame/phone";
import { Notice } from "@/app/ui/notice";
import { anchorOf, blocksBelowTitle, depthOfParts } from "./outline";

/**
 * The charter, without its title, which the page shows itself. Only headings, paragraphs, lists, quotations, emphasis
 * and links are rendered; anything else, raw HTML included, is shown as plain text.
 */
export function CharterText({ markdown }: { markdown: string }) {
  const blocks = blocksBelowTitle(markdown);
  return <Blocks tokens={blocks} parts={depthOfParts(blocks)} />;
}

/** `parts`: the depth of the headings that divide the charter. */
function Blocks({ tokens, parts }: { tokens: Token[]; parts: number }): ReactNode {
  return tokens.map((token, index) => <Block key={keyOf(token, index)} token={token} parts={parts} />);
}

function Block({ token, parts }: { token: Token; parts: number }): ReactNode {
  switch (token.type) {
    case "space":
      return null;
    case "heading": {
      const Heading = token.depth <= parts ? "h2" : "h3";
      return <Heading id={anchorOf(token.text)}>{inline(token.tokens)}</Heading>;
    }
    case "paragraph":
      return <p>{inline(token.tokens)}</p>;
    case "list": {
      const { ordered, start, items } = token as Tokens.List;
      const points = items.map((item, index) => (
        <li key={keyOf(item, index)}>
          {/* The text of a plain point comes as a block of its own. */}
          {item.tokens.map((block, place) =>
            block.type === "text" ? inline([block]) : <Block key={keyOf(block, place)} token={block} parts={parts} />,
          )}
        </li>
      ));
      return ordered ? <ol start={Number(start)}>{points}</ol> : <ul className="stitch-list">{points}</ul>;
    }
    case "blockquote":
      return <Summary tokens={token.tokens ?? []} parts={parts} />;
    default:
      return <p>{token.raw}</p>;
  }
}

/** A quotation sums up the charter: its heading and its points are in a notice. */
function Summary({ tokens, parts }: { tokens: Token[]; parts: number }) {
  const [first, ...others] = tokens;
  const heading = first?.type === "heading" ? first : undefined;
  return (
    <Notice tone="neutral" title={heading && inline(heading.tokens)}>
      <Blocks tokens={heading ? others : tokens} parts={parts} />
    </Notice>
  );
}

function inline(tokens: Token[] | undefined): ReactNode {
  return tokens?.map((token, index) => {
    const key = keyOf(token, index);
    switch (token.type) {
      case "text":
        return "tokens" in token ? inline(token.tokens) : <Fragment key={key}>{dialable(token.text)}</Fragment>;
      case "escape":
        return token.text;
      case "strong":
        return <strong key={key}>{inline(token.tokens)}</strong>;
      case "em":
        return <em key={key}>{inline(token.tokens)}</em>;
      case "link":
        return isSafeLink(token.href) ? (
          <a key={key} href={token.href}>
            {inline(token.tokens)}
          </a>
        ) : (
          token.text
        );
      default:
        return token.raw;
    }
  });
}

/** Makes the telephone numbers of a text callable. */
function dialable(text: string): ReactNode[] {
  return (
    text
      .split(/(\b0\d(?:[ \u00a0\u202f]\d\d){4}\b)/)
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      .map((part, index) => (index % 2 === 1 ? <Phone key={index} number={part} /> : part))
  );
}

const isSafeLink = (href: string) => /^(https?:|mailto:|\/(?!\/)|#)/.test(href);
const keyOf = (token: Token, index: number) => `${index}-${token.type}`;
