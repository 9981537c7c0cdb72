import type { ReactNode, Ref } from "react";
import { Icon, type IconName } from "./icons";

export type NoticeTone = "stop" | "here" | "done" | "neutral";

const iconOf: Record<NoticeTone, IconName> = { stop: "stop", here: "stop", done: "check", neutral: "info" };

interface NoticeProps {
  tone: NoticeTone;
  title?: ReactNode;
  icon?: IconName;
  /** For a refusal, or anything to announce at once: `role="alert"`. */
  alert?: boolean;
  ref?: Ref<HTMLDivElement>;
  children?: ReactNode;
}

/** A strip that says what happened, then what to do. */
export function Notice({ tone, title, icon, alert, ref, children }: NoticeProps) {
  return (
    <div
      className={tone === "neutral" ? "notice" : `notice ${tone}`}
      role={alert ? "alert" : undefined}
      tabIndex={ref ? -1 : undefined}
      ref={ref}
    >
      <Icon name={icon ?? iconOf[tone]} />
      <div>
        {title && <h2>{title}</h2>}
        {children}
      </div>
    </div>
  );
}
