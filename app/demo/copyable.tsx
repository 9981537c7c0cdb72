"use client";

import { useEffect, useState } from "react";
import { Icon } from "@/app/ui/icons";

const shownFor = 2_000;

/** Something to type elsewhere: one tap selects all of it, and a button copies it where the browser allows that. */
export function Copyable({ value, labels }: { value: string; labels: { copy: string; copied: string; what: string } }) {
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

  return (
    <span className="copyable">
      <code>{value}</code>
      {canCopy && (
        <button type="button" onClick={copy} aria-label={isCopied ? labels.copied : labels.what}>
          {isCopied ? <Icon name="check" /> : labels.copy}
        </button>
      )}
    </span>
  );
}
