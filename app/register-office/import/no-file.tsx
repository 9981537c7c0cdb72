"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/app/ui/notice";

/** The form came back without a file: the notice takes the focus, so that a screen reader announces it first. */
export function NoFile({ title, text }: { title: string; text: string }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <Notice tone="stop" title={title} alert ref={notice}>
      <p>{text}</p>
    </Notice>
  );
}
