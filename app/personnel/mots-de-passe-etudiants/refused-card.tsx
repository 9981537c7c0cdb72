"use client";

import { useEffect, useRef } from "react";
import { Actions } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Rows } from "@/app/ui/rows";
import { panelPath } from "@/lib/session/paths";

/** Sentences, in the language of the page. */
export interface CardRefusal {
  title: string;
  card: { label: string; number: string; holder: string | null };
  notice: { title: string; text: string };
  /** What staff can tell the student, case by case: what to do and whom to see. */
  advice: { heading: string; cases: { when: string; answer: string }[] } | null;
  help: { href: string; label: string };
  again: string;
  onRecord: string;
}

/** Why this card is refused, what to do, and whom to see. */
export function RefusedCard({ refusal }: { refusal: CardRefusal }) {
  const notice = useRef<HTMLDivElement>(null);
  const { title, card, advice, help } = refusal;
  useEffect(() => notice.current?.focus(), []);
  // Sets the title that the server gives to the same refusal without scripts: the institution's name stays after it.
  useEffect(() => {
    document.title = document.title.replace(/^.*?(?= · )/, title);
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
      <Actions>
        {/* A plain link: it reloads the page, without the refusal. */}
        <a className="btn" href={panelPath}>
          {refusal.again}
        </a>
      </Actions>
      <p className="soft small">{refusal.onRecord}</p>
    </>
  );
}
