"use client";

import { type ReactNode, useState } from "react";
import { Actions, Submit } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { useProgress } from "./use-progress";

interface PrintFormProps {
  /** The printing's identifier: sent twice, it is one printing. */
  id: string;
  fields: Record<string, string>;
  labels: Record<
    | "title"
    | "made"
    | "stopped"
    | "once"
    | "print"
    | "otherwise"
    | "progress"
    | "delivered"
    | "deliveredText"
    | "replaced"
    | "cutShort"
    | "cutShortText"
    | "seeRun"
    | "more",
    string
  >;
  paths: { choice: string; print: string; run: string };
  /** What is about to be made, under the title. */
  children: ReactNode;
  /** What the printing will put out of use: said until it has. */
  warning: ReactNode;
}

/** Requests the document, which the browser downloads as usual. With scripts, the page shows the progress meanwhile. */
export function PrintForm({ id, fields, labels, paths, warning, children }: PrintFormProps) {
  const [isSent, setSent] = useState(false);
  const progress = useProgress(isSent ? `${paths.print}/${id}` : null);
  const titles = { delivered: labels.made, "cut-short": labels.stopped } as Record<string, string>;
  const title = titles[progress?.state ?? ""];
  return (
    <>
      <h1>{title ?? labels.title}</h1>
      {children}
      {!title && warning}
      {!isSent && <p>{labels.once}</p>}
      <form
        method="post"
        action={paths.print}
        hidden={isSent}
        onSubmit={(event) => {
          if (isSent) event.preventDefault();
          setSent(true);
        }}
      >
        <input type="hidden" name="id" value={id} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Actions>
          <Submit>{labels.print}</Submit>
          <p>
            <a href={paths.choice}>{labels.otherwise}</a>
          </p>
        </Actions>
      </form>
      <div role="status" className="flow">
        {isSent && progress?.state !== "delivered" && progress?.state !== "cut-short" && (
          <p className="printing">
            <label htmlFor="progress">{labels.progress}</label>
            <progress id="progress" max={progress?.total ?? 1} value={progress?.done ?? 0} />
            <span>{progress?.says}</span>
          </p>
        )}
        {progress?.state === "delivered" && (
          <Notice tone="done" title={labels.delivered}>
            <p>{labels.deliveredText}</p>
            {labels.replaced && <p>{labels.replaced}</p>}
            <p className="one-link">
              <a href={paths.choice}>{labels.more}</a>
            </p>
          </Notice>
        )}
        {progress?.state === "cut-short" && (
          <Notice tone="stop" title={labels.cutShort}>
            <p>{labels.cutShortText}</p>
            <p className="one-link">
              <a href={paths.run}>{labels.seeRun}</a>
            </p>
          </Notice>
        )}
      </div>
    </>
  );
}
