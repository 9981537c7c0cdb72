"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Notice } from "@/app/ui/notice";
import { Rows } from "@/app/ui/rows";

/** Sentences, in the language of the page. */
export interface CardRefusal {
  title: string;
  card: { label: string; number: string; holder: string | null };
  notice: { title: string; text: string };
  /** What staff can tell the student, case by case: what to do and whom to see. */
  advice: { heading: string; cases: { when: string; answer: string }[] } | null;
  help: { href: string; label: string };
  onRecord: string;
  /** Above the form, for another card; null when it is for this card's number, to be corrected. */
  again: string | null;
}

/** Why this card is refused, what to do, and whom to see; then the form, for its number or for another card. */
export function RefusedCard({ refusal, form }: { refusal: CardRefusal; form: ReactNode }) {
  const notice = useRef<HTMLDivElement>(null);
  const { title, card, advice, help, again } = refusal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal takes the focus, also when it reads the same
  useEffect(() => notice.current?.focus(), [refusal]);
  // Sets the title that the server gives to the same refusal without scripts: the institution's name stays after it.
  useEffect(() => {
    const former = document.title;
    document.title = former.replace(/^.*?(?= · )/, title);
    return () => {
      // Unless the next page's own title is already there.
      if (document.title.startsWith(title)) document.title = former;
    };
  }, [title]);
  return (
    <>
      <p className="soft kick">
        {card.label} <span className="code">{card.number}</span>
        {card.holder && `, ${card.holder}`}
      </p>
      <h1>{title}</h1>
      <Notice tone="stop" title={refusal.notice.title} alert ref={notice}>
        <p>{refusal.notice.text}</p>
      </Notice>
      {!again && form}
      {advice && (
        <>
          <h2>{advice.heading}</h2>
          <Rows>
            {advice.cases.map(({ when, answer }) => (
              <p key={when}>
                <b>{when}</b> {answer}
              </p>
            ))}
          </Rows>
        </>
      )}
      <p>
        <a href={help.href}>{help.label}</a>
      </p>
      <p className="soft small">{refusal.onRecord}</p>
      {again && (
        <>
          <h2>{again}</h2>
          {form}
        </>
      )}
    </>
  );
}
