"use client";

import { useEffect } from "react";

/** A card reader types like a keyboard, wherever the focus is: its characters go to this field. Space and Tab keep their meaning. */
export function CardReader({ field }: { field: string }) {
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      const target = event.target;
      if (!isTyped || (target instanceof HTMLInputElement && target.type !== "checkbox")) return;
      const input = document.getElementById(field);
      if (!(input instanceof HTMLInputElement)) return;
      // What stands there is of the card before.
      input.focus();
      input.select();
    };
    document.addEventListener("keydown", lead);
    return () => document.removeEventListener("keydown", lead);
  }, [field]);
  return null;
}
