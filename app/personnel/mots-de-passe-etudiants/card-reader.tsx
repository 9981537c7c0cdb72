"use client";

import { useEffect } from "react";

/** Sends a card reader's characters, which it types wherever the focus is, to this field. Space and Tab stay usual. */
export function CardReader({ field }: { field: string }) {
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      const target = event.target;
      if (!isTyped || (target instanceof HTMLInputElement && target.type !== "checkbox")) return;
      const input = document.getElementById(field);
      if (!(input instanceof HTMLInputElement)) return;
      // The field still has the previous card's number.
      input.focus();
      input.select();
    };
    document.addEventListener("keydown", lead);
    return () => document.removeEventListener("keydown", lead);
  }, [field]);
  return null;
}
