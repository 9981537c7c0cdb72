"use client";

import { useEffect, useState } from "react";
import { Breakable } from "@/app/ui/breakable";

const shownFor = 2_000;

/** A value to type elsewhere: a tap copies it, or selects all of it where the page may not copy. */
export function Copyable({ value, labels }: { value: string; labels: { copy: string; copied: string } }) {
  const [canCopy, setCanCopy] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => setCanCopy(navigator.clipboard !== undefined), []);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), shownFor);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(value);
    setIsCopied(true);
  }

  const written = (
    <code>
      <Breakable address={value} />
    </code>
  );
  if (!canCopy) return <span className="copyable">{written}</span>;
  return (
    <>
      <button type="button" className="copyable" onClick={copy} aria-label={labels.copy}>
        {written}
      </button>
      <span className="copied" aria-live="polite">
        {isCopied && labels.copied}
      </span>
    </>
  );
}
