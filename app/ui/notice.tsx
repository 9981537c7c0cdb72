import type { ReactNode, Ref } from "react";
import { Icon, type IconName } from "./icons";

export type NoticeTone = "stop" | "here" | "done" | "neutral";

const iconOf: Record<NoticeTone, IconName> = { stop: "stop", here: "stop", done: "check", neutral: "info" };

interface NoticeProps {
  tone: NoticeTone;
  title?: ReactNode;
  /** The title is the page's own. */
  isAnswer?: boolean;
  icon?: IconName;
  /** For a refusal, or anything to announce at once: `role="alert"`. */
  alert?: boolean;
  ref?: Ref<HTMLDivElement>;
  children?: ReactNode;
}

/** A strip that says what happened, then what to do. */
export function Notice({ tone, title, isAnswer, icon, alert, ref, children }: NoticeProps) {
  const Title = isAnswer ? "h1" : "h2";
  return (
    <div
      className={tone === "neutral" ? "notice" : `notice ${tone}`}
      role={alert ? "alert" : undefined}
      tabIndex={ref ? -1 : undefined}
      ref={ref}
    >
      <Icon name={icon ?? iconOf[tone]} />
      <div>
        {title && <Title>{title}</Title>}
        {children}
      </div>
    </div>
  );
}
